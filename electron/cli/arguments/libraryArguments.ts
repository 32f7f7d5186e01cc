import { parseArgs } from "node:util";
import { maxSearchLength } from "../../../shared/filter/filterTree.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { ReadRequest } from "./argumentValues.ts";
import { flag, help, readWhole, text } from "./argumentValues.ts";

/** `--continue` takes what the page before ended with. */
export const libraryOptions = { search: text, json: flag, limit: text, continue: text, help } as const;

/** The most sessions of a page. */
const mostSessions = 500;

/**
 * `limit` is from 1 to 500 sessions. A text to search for is not blank, and no longer than `maxSearchLength`
 * characters.
 */
export interface LibraryRequest {
  readonly command: "library";
  /** Folders beside the usual places. */
  readonly folders: readonly string[];
  /** Only sessions that hold this text anywhere. */
  readonly search: string | undefined;
  readonly json: boolean;
  readonly limit: number;
  /** What the page before gave. */
  readonly token: string | undefined;
}

export function readLibraryArguments(args: readonly string[]): ReadRequest<LibraryRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: libraryOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const limit = readWhole("--limit", values.limit);
  if (!limit.ok) return limit;
  const { value = mostSessions } = limit;
  if (value < 1 || value > mostSessions) return fail(`--limit takes a number from 1 to ${mostSessions}`);
  const { search } = values;
  if (search?.trim() === "") return fail("--search takes the text that is looked for");
  if (search !== undefined && search.length > maxSearchLength)
    return fail(`--search: a text of more than ${maxSearchLength} characters cannot be searched for`);
  return succeed({
    command: "library",
    folders: positionals,
    search,
    json: values.json,
    limit: value,
    token: values.continue,
  });
}

import { parseArgs } from "node:util";
import type { Filter } from "../../../shared/filter/filter.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { GroupInput, ReadRequest } from "./argumentValues.ts";
import { flag, readFilter, readGroupInput, readingOptions, readWhole, text } from "./argumentValues.ts";

/** `--fold` and `--follow` do not go together, which is told when the arguments are read. */
export const rowsOptions = {
  ...readingOptions,
  filter: text,
  from: text,
  count: text,
  follow: flag,
  fold: flag,
} as const;

/** `from` counts from 0 the rows that pass, or the folded ones, not the records of the file. */
export interface RowsRequest extends GroupInput {
  readonly command: "rows";
  readonly filter: Filter;
  readonly filterText: string;
  readonly from: number;
  /** Undefined: to the end. */
  readonly count: number | undefined;
  /** Runs of small records are one row each. */
  readonly fold: boolean;
}

export function readRowsArguments(args: readonly string[]): ReadRequest<RowsRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: rowsOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const input = readGroupInput(positionals, values);
  const filter = readFilter(values.filter);
  const from = readWhole("--from", values.from);
  const count = readWhole("--count", values.count);
  if (!input.ok) return input;
  if (!filter.ok) return filter;
  if (!from.ok) return from;
  if (!count.ok) return count;
  const { follow, fold = false, filter: filterText = "" } = values;
  if (follow && fold) return fail("--fold needs records that are there: it cannot be combined with --follow");
  const rows = { fold, from: from.value ?? 0, count: count.value };
  return succeed({ command: "rows", ...input.value, follow, filter: filter.value, filterText, ...rows });
}

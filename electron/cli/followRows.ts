// Prints rows as records are written, each once and in order, until somebody stops it or nothing more can come.

import { setTimeout } from "node:timers/promises";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { RowsRequest } from "./arguments/rowsArguments.ts";
import { FollowedFile } from "./followedFile.ts";
import { isWhole } from "./isWhole.ts";
import type { Session } from "./openInput.ts";
import { printRow } from "./printRow.ts";

const pageRows = 500;
/** Between two looks, in ms. */
const lookMs = 50;

/** Ends when so many rows are printed as were asked for, at the end of the input, or when the file is another one. Throws the signal's reason. */
export async function followRows({ filter, from, count }: RowsRequest, session: Session): Promise<Result<undefined>> {
  const { transcript, terminal, signal } = session;
  let view = transcript.query(filter);
  let next = from;
  /** Behind the last record that was printed. */
  let behind = 0;
  const file = new FollowedFile(session, "shown");
  try {
    for (let left = count ?? Number.POSITIVE_INFINITY; left > 0; ) {
      signal.throwIfAborted();
      if (!transcript.isCurrent(view)) {
        view.close();
        view = transcript.query(filter);
        await view.whenComplete(signal);
        if (behind > 0) next = view.rowOf(behind);
      }
      const isLast = isWhole(session, view);
      const known = Math.max(0, Math.min(pageRows, left, view.rows() - next));
      const rows = known === 0 ? [] : transcript.rows(view, next, known);
      // A last line that is not whole may be written on; a group takes it when it is.
      const torn =
        isLast || transcript.group !== undefined ? -1 : rows.findIndex(({ flags }) => flags.includes("torn"));
      const whole = torn < 0 ? rows : rows.slice(0, torn);
      await terminal.output.write(whole.map(printRow).join(""));
      next += whole.length;
      left -= whole.length;
      behind = (whole.at(-1)?.record ?? behind - 1) + 1;
      if (whole.length > 0) continue;
      if (isLast) break;
      const failure = file.look(view);
      if (failure !== undefined) return fail(failure);
      await setTimeout(lookMs, undefined, { signal }).catch(() => undefined);
    }
    return succeed(undefined);
  } finally {
    view.close();
  }
}

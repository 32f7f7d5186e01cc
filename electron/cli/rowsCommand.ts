import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { Listing } from "../engine/query/fold/listing.ts";
import { untilAborted } from "../engine/query/untilAborted.ts";
import type { View } from "../engine/query/view.ts";
import { smallBytes } from "../engine/relearning.ts";
import type { RowsRequest } from "./arguments/rowsArguments.ts";
import { followRows } from "./followRows.ts";
import type { Session } from "./openInput.ts";
import { printIndexing } from "./openInput.ts";
import { printBytes } from "./printed.ts";
import { printRow } from "./printRow.ts";

const outdatedRows =
  "The rows were printed by how the file was read at first. Run it again for those by what its index shows now.";
/** Rows that are read and printed at once. */
const pageRows = 500;
/** How often it is looked whether enough rows are known, in ms. */
const interval = 20;

/**
 * Prints rows as soon as they are known: the first ones of a long transcript come at once. A short one is indexed first, since the whole of
 * it may show a better way to read it.
 */
export async function rowsCommand(request: RowsRequest, session: Session): Promise<Result<undefined>> {
  if (request.follow === true) return followRows(request, session);
  const { transcript, terminal, signal } = session;
  if (transcript.source.size <= smallBytes) await untilAborted(transcript.whenIndexed(), signal);
  const printed = await printRows(request, session);
  if (!printed.ok) return printed;
  // Rows that were found by what the file looked like at first stand; where none were, it is looked again.
  if (printed.value.rows === 0 && printed.value.isOutdated) {
    const again = await printRows(request, session);
    return again.ok ? succeed(undefined) : again;
  }
  if (printed.value.isOutdated) terminal.say(`seekline: ${outdatedRows}`);
  return succeed(undefined);
}

interface Printed {
  readonly rows: number;
  /** The transcript is read in a better way since. */
  readonly isOutdated: boolean;
}

async function printRows(request: RowsRequest, session: Session): Promise<Result<Printed>> {
  const { transcript, terminal, signal } = session;
  const view = transcript.query(request.filter);
  const listing = transcript.list(view, request.fold ? { open: [] } : undefined);
  let rows = 0;
  try {
    const atFirst = view.notice();
    if (atFirst !== undefined && terminal.isWatched) terminal.say(atFirst);
    // A run that may still go on is not printed before it is known to its end.
    const all = request.fold ? wholeRuns(view, listing, signal) : view.whenComplete(signal);
    // Thrown where it is waited for.
    all.catch(() => undefined);
    const end = request.count === undefined ? Number.POSITIVE_INFINITY : request.from + request.count;
    for (let next = request.from; next < end; ) {
      const wanted = Math.min(next + pageRows, end);
      const known = await waitForRows(request.fold ? wanted + 1 : wanted, listing, all, session);
      if (!known.ok) return known;
      const page = transcript.listedRows(listing, next, wanted - next);
      if (page.length === 0) break;
      // What was printed before must belong to it: an index that is under way may have gone on in other bytes.
      const change = transcript.source.change();
      if (change === "shrunk" || change === "rewritten") {
        return fail({ code: "source-changed", name: transcript.name, change });
      }
      await terminal.output.write(page.map(printRow).join(""));
      rows += page.length;
      signal.throwIfAborted();
      next += page.length;
    }
    // What is missing is known at the end, and said wherever the rows go.
    const lacks = view.lacks();
    if (lacks !== undefined && (lacks !== atFirst || !terminal.isWatched)) terminal.say(lacks);
    return succeed({ rows, isOutdated: !transcript.isCurrent(view) });
  } finally {
    listing.close();
    view.close();
  }
}

async function wholeRuns(view: View, listing: Listing, signal: AbortSignal): Promise<Result<undefined>> {
  const known = await view.whenComplete(signal);
  if (!known.ok) return known;
  await listing.whenFolded();
  const failure = listing.failure();
  return failure === undefined ? known : fail(failure);
}

/** Waits until so many rows are known, or all there are. */
async function waitForRows(
  wanted: number,
  listing: Listing,
  all: Promise<Result<undefined>>,
  { transcript, terminal }: Session,
): Promise<Result<undefined>> {
  while (listing.rows() < wanted) {
    const progress = transcript.progress();
    const { state, bytesTotal } = progress;
    if (state.phase === "indexing") terminal.progress(printIndexing(progress));
    else terminal.progress(`searching · ${printBytes(listing.view.searched())} of ${printBytes(bytesTotal)}`);
    const pause = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), interval));
    const ended = await Promise.race([all, pause]);
    if (ended === undefined) continue;
    const now = transcript.progress().state;
    terminal.progress("");
    return now.phase === "failed" ? fail(now.failure) : ended;
  }
  terminal.progress("");
  return succeed(undefined);
}

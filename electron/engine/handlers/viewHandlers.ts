// What the page asks of the rows that it shows: a filter, pages of what passes, runs that it opens, and what the rest of a filter lets
// pass. One view a transcript; a newer query takes the place of an older one.

import type { Params } from "../../../shared/engineContract.ts";
import { everything, parseFilter } from "../../../shared/filter/filter.ts";
import { printFilter } from "../../../shared/filter/filterPrint.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { Row } from "../../../shared/rows.ts";
import type { EngineHandlers } from "../port/handlers.ts";
import { createExcerpts } from "../query/hits/hitExcerpt.ts";
import { checkFilter } from "../query/search/checkFilter.ts";
import type { View } from "../query/view.ts";
import type { Transcript } from "../transcript.ts";
import type { Held, ShownView, WithTranscript } from "./heldTranscript.ts";
import { isSettled, rowPageOf, stateOf } from "./heldTranscript.ts";
import { inSlices } from "./inSlices.ts";

type ViewMethod = "query" | "openRun" | "rows" | "locate" | "kindsWhere" | "facets" | "overview" | "timeOverview";

/** How long a new view may look for its rows before it is answered for, in ms: most have found all by then. */
const patienceMs = 60;

export interface ViewHandlersNeeds {
  readonly withTranscript: WithTranscript;
  /** Whether it is open still. */
  readonly isOpen: (held: Held) => boolean;
  /** Called when it shows another view, of which is to be told. */
  readonly onShown: (held: Held) => void;
}

/** What the page asks of the rows of a view. Of a view that a newer query has replaced, nothing is told any more: `cancelled`. */
export function createViewHandlers({
  withTranscript,
  isOpen,
  onShown,
}: ViewHandlersNeeds): Pick<EngineHandlers, ViewMethod> {
  let views = 0;
  const withView = <Value>(
    params: Params<"rows" | "locate" | "openRun">,
    use: (held: Held, shown: ShownView) => Value,
  ): Promise<Result<Value>> =>
    withTranscript(params, (held) =>
      // A view that a newer query has replaced: the page no longer wants the answer.
      held.view?.id === params.view ? succeed(use(held, held.view)) : fail({ code: "cancelled" }),
    );
  return {
    query: (params, { signal }) =>
      withTranscript(params, async (held) => {
        const filter = parseFilter(params.filter);
        if (!filter.ok) return fail({ code: "bad-filter", ...filter.failure });
        const query = ++held.queries;
        const problem = await checkFilter(filter.value, params.filter);
        if (problem !== undefined) return fail({ code: "bad-filter", ...problem });
        if (signal.aborted || held.queries !== query || !isOpen(held)) return fail({ code: "cancelled" });
        held.view?.listing.close();
        held.view?.view.close();
        const view = held.transcript.query(filter.value);
        const listing = held.transcript.list(view, params.fold);
        const id = String(++views);
        const shown = { id, filter: filter.value, view, listing, addExcerpts: createExcerpts(filter.value) };
        held.view = shown;
        if (!isSettled(listing)) {
          const known = view.complete() ? listing.whenFolded() : view.whenComplete();
          await Promise.race([known, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
          if (held.view?.id !== id || !isOpen(held)) return fail({ code: "cancelled" });
        }
        onShown(held);
        const state = stateOf(held.transcript, shown);
        if (params.rows === undefined || state.rows === 0) return succeed(state);
        return succeed({ ...state, first: rowPageOf(held, shown, { from: 0, count: params.rows }) });
      }),
    openRun: (params) =>
      withView(params, (held, shown) => {
        shown.listing.setOpen(params.record, params.open);
        held.view = { ...shown, id: String(++views) };
        return { ...stateOf(held.transcript, held.view), openRuns: shown.listing.openRuns() };
      }),
    rows: (params) => withView(params, (held, shown) => rowPageOf(held, shown, params)),
    locate: (params) =>
      withView(params, ({ transcript }, { view, listing }) => {
        const passes = params.record < transcript.progress().records && view.accepts(params.record);
        const hidden = passes || params.hidden !== true ? {} : { hidden: rowByItself(transcript, params.record) };
        return { row: listing.rowOf(params.record), passes, before: view.rowOf(params.record), ...hidden };
      }),
    kindsWhere: (params, { signal }) =>
      withTranscript(params, async ({ transcript, view: shown }) => {
        const filter = parseFilter(params.filter);
        if (!filter.ok) return fail({ code: "bad-filter", ...filter.failure });
        // What is shown already is not looked for again.
        const isShown = shown?.view.complete() === true && printFilter(shown.filter) === printFilter(filter.value);
        if (isShown) return succeed(transcript.kindsIn(shown.view));
        const view = transcript.query(filter.value);
        try {
          const known = await view.whenComplete(signal);
          return known.ok ? succeed(transcript.kindsIn(view)) : known;
        } catch (error) {
          if (signal.aborted) return fail({ code: "cancelled" });
          throw error;
        } finally {
          view.close();
        }
      }),
    facets: (params, { signal }) =>
      withTranscript(params, (held) => {
        const shown = shownOf(held, params.view);
        return shown === undefined ? fail({ code: "cancelled" }) : inSlices(held.transcript.facets(shown), signal);
      }),
    overview: ({ transcript: id, parts, view }, { signal }) =>
      withTranscript({ transcript: id }, (held) =>
        inSlices(held.transcript.overview(parts, shownOf(held, view)), signal),
      ),
    timeOverview: ({ transcript: id, parts, view }, { signal }) =>
      withTranscript({ transcript: id }, (held) =>
        inSlices(held.transcript.timeOverview(parts, shownOf(held, view)), signal),
      ),
  };
}

function shownOf(held: Held, view: string | undefined): View | undefined {
  return view !== undefined && held.view?.id === view ? held.view.view : undefined;
}

/** A record's row, whatever the filter; undefined when there is none yet. */
function rowByItself(transcript: Pick<Transcript, "query" | "rows">, record: number): Row | undefined {
  const all = transcript.query(everything);
  try {
    return transcript.rows(all, record, 1)[0];
  } finally {
    all.close();
  }
}

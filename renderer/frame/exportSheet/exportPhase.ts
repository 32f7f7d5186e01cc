// What the export sheet is doing, as one value, and how that changes. Pure: times and answers come in with the events.

import { assertNever } from "../../../shared/assertNever.ts";
import type { GrantedTarget } from "../../../shared/desktop.ts";
import type { ExportKind, ExportOptions, ExportProgress, ExportSummary, ExportTable } from "../../../shared/exports.ts";
import { hasThreads, isOfMessages, isTable } from "../../../shared/exports.ts";
import type { Failure } from "../../../shared/failure.ts";
import type { ThreadList } from "../../../shared/threads.ts";
import type { SelectedRecords } from "./selectedRecords.ts";

/** `marked`: the records that are selected together; `from`: the selected record and all behind it. */
export type Scope = "all" | "matching" | "marked" | "from";

/** What the user has chosen; kept from one export to the next. */
export interface Choices {
  /** Undefined until the user chooses: then it is what the format allows. */
  readonly as: ExportKind | undefined;
  /** Undefined until the user chooses: then it depends on `as`. */
  readonly scope: Scope | undefined;
  readonly pretty: boolean;
  readonly dropRaw: boolean;
  /** Kept from one export to the next: who hides secrets once does not want to show them by mistake. */
  readonly redact: boolean;
  /** What a table has a row for. */
  readonly table: ExportTable;
  /** Undefined until the user chooses: then it is the first one. */
  readonly thread: string | undefined;
}

/** Where the sheet is; closing it does not change that while something runs. */
export type Step =
  | { readonly phase: "choosing" }
  | {
      readonly phase: "running";
      readonly target: GrantedTarget;
      readonly progress: ExportProgress | undefined;
      /** When the stage of `progress` began, and when it was last heard of, in ms. */
      readonly stageSince: number;
      readonly heardAt: number;
      /** `asking`: whether to stop it, since the user wants to close the sheet. `cancelling`: the engine is to stop. */
      readonly ending: "no" | "asking" | "cancelling";
    }
  | { readonly phase: "done"; readonly target: GrantedTarget; readonly summary: ExportSummary }
  | { readonly phase: "failed"; readonly failure: Failure; readonly target: GrantedTarget };

/** Choices outlive the steps: another export begins with them. */
export interface ExportState {
  readonly choices: Choices;
  readonly step: Step;
}

/** What the user, the dialog or the engine did. `now` in ms, from any fixed point. */
export type ExportChange =
  | { readonly type: "choose"; readonly choices: Partial<Choices> }
  | { readonly type: "begin"; readonly target: GrantedTarget; readonly now: number }
  | { readonly type: "progress"; readonly progress: ExportProgress; readonly now: number }
  /** The user wants to leave; `keep` means that they think better of it. */
  | { readonly type: "ask" }
  | { readonly type: "keep" }
  | { readonly type: "cancel" }
  | { readonly type: "succeed"; readonly summary: ExportSummary }
  | { readonly type: "fail"; readonly failure: Failure }
  | { readonly type: "again" };

/** Of a sheet that was never opened. */
export const initialState: ExportState = {
  choices: {
    as: undefined,
    scope: undefined,
    pretty: false,
    dropRaw: false,
    redact: false,
    table: "records",
    thread: undefined,
  },
  step: { phase: "choosing" },
};

/** Changes that do not fit the step come too late, and change nothing. */
export function change(state: ExportState, event: ExportChange): ExportState {
  const { step } = state;
  const to = (next: Step): ExportState => ({ ...state, step: next });
  switch (event.type) {
    case "choose":
      return { ...state, choices: { ...state.choices, ...event.choices } };
    case "begin": {
      const { target, now } = event;
      return to({ phase: "running", target, progress: undefined, stageSince: now, heardAt: now, ending: "no" });
    }
    case "progress": {
      if (step.phase !== "running") return state;
      const sameStage = step.progress?.stage === event.progress.stage;
      const stageSince = sameStage ? step.stageSince : event.now;
      return to({ ...step, progress: event.progress, stageSince, heardAt: event.now });
    }
    case "ask":
      return step.phase === "running" && step.ending === "no" ? to({ ...step, ending: "asking" }) : state;
    case "keep":
      return step.phase === "running" && step.ending === "asking" ? to({ ...step, ending: "no" }) : state;
    case "cancel":
      return step.phase === "running" ? to({ ...step, ending: "cancelling" }) : state;
    case "succeed":
      return step.phase === "running" ? to({ phase: "done", target: step.target, summary: event.summary }) : state;
    case "fail":
      return step.phase === "running" ? to({ phase: "failed", failure: event.failure, target: step.target }) : state;
    case "again":
      return step.phase === "running" ? state : to({ phase: "choosing" });
    default:
      return assertNever(event);
  }
}

/** What can be exported of a transcript. */
export interface Exportable {
  readonly formatHasMessages: boolean;
  /** The filter of the list; "" when it shows everything. */
  readonly filterText: string;
  /** The record that is selected, if one is. */
  readonly selected: number | undefined;
  /** What is selected together, when that is more than one record. */
  readonly marked: SelectedRecords | undefined;
  /** Undefined until they are known. */
  readonly threads: ThreadList | undefined;
}

/** The options that an export of this transcript would have. */
export function optionsOf(choices: Choices, exportable: Exportable): ExportOptions {
  const { formatHasMessages, threads } = exportable;
  const wanted = choices.as ?? "snapshot";
  const as = formatHasMessages || !isOfMessages(wanted) ? wanted : "records";
  return {
    as,
    filter: filterOf(scopeOf(choices, as, exportable), exportable),
    pretty: (as === "messages" || as === "atif" || as === "otlp" || as === "timeline") && choices.pretty,
    dropRaw: as === "snapshot" && choices.dropRaw,
    dropCustom: as === "snapshot" && choices.dropRaw,
    table: isTable(as) ? (formatHasMessages ? choices.table : "records") : undefined,
    thread: hasThreads(as) ? threadOf(choices, threads) : undefined,
    redact: choices.redact ? true : undefined,
  };
}

function filterOf(scope: Scope, { filterText, selected, marked }: Exportable): string {
  if (scope === "from" && selected !== undefined) return `record>=${selected}`;
  if (scope === "marked" && marked !== undefined) return marked.filter;
  return scope === "matching" ? filterText : "";
}

/** Where there is one thread only, nothing is chosen. */
function threadOf({ thread }: Choices, threads: ThreadList | undefined): string | undefined {
  if (threads === undefined || threads.total < 2) return undefined;
  return threads.first.some(({ id }) => id === thread) ? thread : threads.first[0]?.id;
}

/** A conversation is only whole with all records; records are mostly wanted as they are shown, or as they are selected. */
export function scopeOf(
  { scope }: Choices,
  as: ExportKind,
  { filterText, selected, marked }: Pick<Exportable, "filterText" | "selected" | "marked">,
): Scope {
  // One that was chosen before may not be there any more.
  const isThere = {
    all: true,
    matching: filterText.trim() !== "",
    marked: marked !== undefined,
    from: selected !== undefined,
  };
  if (scope !== undefined && isThere[scope]) return scope;
  if (isOfMessages(as)) return "all";
  return isThere.marked ? "marked" : isThere.matching ? "matching" : "all";
}

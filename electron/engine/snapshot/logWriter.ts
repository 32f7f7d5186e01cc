// Pass 2: writes the compacted log. Events that stay come in their order, byte for byte; the snapshot of all messages
// stands behind the start of a run; state events are folded. Where a log breaks the rules, it is set right with as little
// as possible: an end is held back until the next run starts, so what came late still lies inside its run; a missing start
// or end is made; what no reader could make sense of is left out. All of that is said in a remark.

import type { EventKind } from "../formats/aguiEvents.ts";
import { eventShapes } from "../formats/aguiShapes.ts";
import { isJson } from "../formats/jsonCheck.ts";
import { asObject, judgeRecord } from "../formats/judge.ts";
import type { RecordShape, Value } from "../formats/shape.ts";
import { mended, survey, textOf } from "../formats/shape.ts";
import type { TextIds } from "../formats/textIds.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import type { JsonOutput } from "./output.ts";
import type { Remarks } from "./remarks.ts";
import { RunGate } from "./runGate.ts";
import type { Reset, SnapshotPlace } from "./runHistory.ts";
import type { StateFold } from "./stateFold.ts";

/** One event that may stay. Ids are 0 when they are missing. */
export interface StayingEvent {
  readonly kind: EventKind;
  readonly range: ByteRange;
  readonly subagent: number;
  readonly step: number;
  /** Number and line, for remarks. */
  readonly record: number;
  readonly line: number;
  /** Its members are known to fit the schema. */
  readonly fits: boolean;
  /** The state, or the patch of it. */
  readonly state: Value | undefined;
}

/** What the second pass has to know beforehand. */
export interface LogPlan {
  readonly dropRaw: boolean;
  /** Undefined when the log has no messages at all. */
  readonly snapshot: SnapshotPlace | undefined;
  /** Starts of runs in the log. */
  readonly runs: number;
  readonly firstStart: ByteRange | undefined;
  readonly orphanEnd: ByteRange | undefined;
  /** Whether a patch belongs to an activity that could not be folded. */
  readonly isUnfolded: (range: ByteRange) => boolean;
}

/** A step of writing: something to wait for, or a point where the caller may pause. */
export type Step = (() => Promise<void>) | undefined;
export type Steps = Generator<Step, void>;

/** Longer records are copied in pieces, with the scanner waiting: to begin anew costs it about a millisecond. */
export const shortRecord = 1024 * 1024;

const notJson = "it is not JSON";
const unfit = "it does not fit the AG-UI schema";

interface HeldEnd {
  readonly kind: EventKind;
  readonly event: StayingEvent;
  readonly mend: boolean;
}

export class LogWriter {
  readonly #output: JsonOutput;
  readonly #window: ByteWindow;
  readonly #ids: TextIds;
  readonly #remarks: Remarks;
  readonly #state: StateFold;
  readonly #plan: LogPlan;
  readonly #writeSnapshot: () => Promise<void>;
  readonly #gate = new RunGate();
  #isOpen = false;
  /** Ends of the open run, which are written when the next one starts. */
  #ends: HeldEnd[] = [];
  /** Starts of runs seen, and whether the first one was written before its turn. */
  #starts = 0;
  #isFirstAhead = false;
  #hasFailedFirst = false;
  #hasSnapshot = false;

  constructor(
    output: JsonOutput,
    window: ByteWindow,
    ids: TextIds,
    remarks: Remarks,
    state: StateFold,
    plan: LogPlan,
    writeSnapshot: () => Promise<void>,
  ) {
    this.#output = output;
    this.#window = window;
    this.#ids = ids;
    this.#remarks = remarks;
    this.#state = state;
    this.#plan = plan;
    this.#writeSnapshot = writeSnapshot;
  }

  *take(event: StayingEvent): Steps {
    this.#remarks.at(event.record, event.line);
    if (this.#window.byteAt(event.range.offset, event.range.offset + 1) !== 0x7b) {
      return this.#remarks.skipped("it is no JSON object");
    }
    switch (event.kind) {
      case "other":
        if (!(yield* isJson(this.#window, event.range))) return this.#remarks.skipped(notJson);
        // Readers drop types that they do not know before they judge an event's place.
        return yield* this.#copy(event.range);
      case "RUN_STARTED":
        return yield* this.#start(event);
      case "RUN_FINISHED":
      case "RUN_ERROR":
        return yield* this.#end(event);
      case "STATE_SNAPSHOT":
      case "STATE_DELTA":
        return yield* this.#takeState(event);
      case "ACTIVITY_DELTA":
        if (this.#plan.isUnfolded(event.range)) yield* this.#takeInside(event);
        return;
      case "RAW":
      case "CUSTOM":
        if (this.#plan.dropRaw) return;
        return yield* this.#takeInside(event);
      default:
        return yield* this.#takeInside(event);
    }
  }

  /** The log is over. */
  *finish(): Steps {
    const lacksSnapshot = this.#plan.snapshot !== undefined && !this.#hasSnapshot;
    if (!this.#isOpen && (lacksSnapshot || this.#state.isChanged)) yield* this.#open();
    yield* this.#closeRun();
    const full = this.#output.flush();
    if (full !== undefined) yield () => full;
  }

  *#start(event: StayingEvent): Steps {
    const mend = yield* this.#needsMending(event, eventShapes.RUN_STARTED);
    if (mend === undefined) return;
    const number = this.#starts++;
    if (number === 0 && this.#isFirstAhead) return;
    if (this.#isOpen && this.#ends.length === 0) {
      this.#remarks.mended("the run before it has no end; an error was put there");
      yield* this.#foldState();
      this.#line('{"type":"RUN_ERROR","message":"The log holds no end of this run.","code":"no-run-end"}');
    }
    yield* this.#closeRun();
    yield* this.#write(event.range, eventShapes.RUN_STARTED, mend);
    yield* this.#begin(number);
  }

  *#begin(number: number): Steps {
    this.#isOpen = true;
    this.#gate.begin();
    const { snapshot, runs } = this.#plan;
    if (snapshot === undefined || this.#hasSnapshot || (number !== snapshot.run && runs > 0)) return;
    this.#hasSnapshot = true;
    if (snapshot.reset !== undefined) this.#reset(snapshot.reset);
    yield this.#writeSnapshot;
  }

  #reset({ standIn, activities }: Reset): void {
    const scope = activities ? ',"metadata":{"@ag-ui/client":{"authoritativeActivityTypes":null}}' : "";
    const line = (messages: string) => this.#line(`{"type":"MESSAGES_SNAPSHOT","messages":[${messages}]${scope}}`);
    if (standIn === undefined) return line("");
    for (const role of ["reasoning", "user"]) line(`{"id":${JSON.stringify(standIn)},"role":"${role}","content":""}`);
  }

  /** Begins a run for events that come before any has begun. */
  *#open(): Steps {
    const { firstStart, orphanEnd } = this.#plan;
    if (firstStart !== undefined && this.#starts === 0) {
      this.#isFirstAhead = true;
      const found = yield* judgeRecord(this.#window, firstStart, eventShapes.RUN_STARTED);
      yield* this.#write(firstStart, eventShapes.RUN_STARTED, found !== "fine");
      return yield* this.#begin(0);
    }
    let ids = '"threadId":"unknown","runId":"unknown"';
    if (orphanEnd !== undefined) {
      const { chosen } = yield* survey(this.#window, asObject(orphanEnd), eventShapes.RUN_FINISHED);
      const [thread, run] = ["threadId", "runId"].map((name) => chosen.get(name)?.member);
      const text = (value: typeof thread) =>
        JSON.stringify(value?.type === "string" ? textOf(this.#window, value) : "unknown");
      ids = `"threadId":${text(thread)},"runId":${text(run)}`;
    }
    this.#line(`{"type":"RUN_STARTED",${ids}}`);
    yield* this.#begin(-1);
  }

  *#end(event: StayingEvent): Steps {
    const { kind } = event;
    const shape = kind === "RUN_ERROR" ? eventShapes.RUN_ERROR : eventShapes.RUN_FINISHED;
    const mend = yield* this.#needsMending(event, shape);
    if (mend === undefined) return;
    if (!this.#isOpen) {
      const mayComeFirst = kind === "RUN_ERROR" && this.#plan.runs > 0;
      if (mayComeFirst && this.#hasFailedFirst) return this.#remarks.skipped("the run has ended already");
      if (mayComeFirst) {
        this.#hasFailedFirst = true;
        return yield* this.#write(event.range, shape, mend);
      }
      this.#remarks.mended("it ends a run that has no start; one was put there");
      yield* this.#open();
    }
    const [first, second] = this.#ends;
    const follows = second === undefined && first?.kind === "RUN_FINISHED" && kind === "RUN_ERROR";
    if (first === undefined || follows) this.#ends.push({ kind, event, mend });
    else if (first.kind === "RUN_ERROR" && kind === "RUN_FINISHED") {
      this.#remarks.mended("it was left out: the run has ended with an error");
    } else this.#remarks.skipped("the run has ended already");
  }

  /** Writes what the run has left to say: its state, and its ends. */
  *#closeRun(): Steps {
    yield* this.#foldState();
    for (const { kind, event, mend } of this.#ends) {
      if (kind === "RUN_FINISHED") this.#closeOpen(event);
      yield* this.#write(event.range, kind === "RUN_ERROR" ? eventShapes.RUN_ERROR : eventShapes.RUN_FINISHED, mend);
    }
    this.#ends = [];
    this.#isOpen = false;
  }

  /** A run may not finish while steps or subagents are open. */
  #closeOpen({ record, line }: StayingEvent): void {
    const { steps, subagents } = this.#gate.open;
    if (steps.length + subagents.length === 0) return;
    this.#remarks.at(record, line);
    this.#remarks.mended("it left steps or subagents open; they were closed in front of it");
    for (const { owner, step } of steps) {
      const attribution = owner === 0 ? "" : `,"subagentRunId":${JSON.stringify(this.#ids.text(owner))}`;
      this.#line(`{"type":"STEP_FINISHED","stepName":${JSON.stringify(this.#ids.text(step))}${attribution}}`);
    }
    for (const subagent of subagents) {
      this.#line(`{"type":"SUBAGENT_FINISHED","subagentRunId":${JSON.stringify(this.#ids.text(subagent))}}`);
    }
    this.#gate.begin();
  }

  *#takeInside(event: StayingEvent): Steps {
    const shape = shapeOf(event.kind);
    if (event.fits && !(yield* isJson(this.#window, event.range))) return this.#remarks.skipped(notJson);
    const mend = event.fits ? false : yield* this.#needsMending(event, shape);
    if (mend === undefined || !(yield* this.#enter())) return;
    const parent = event.kind === "SUBAGENT_STARTED" ? yield* this.#parentOf(event.range) : 0;
    const verdict = this.#gate.judge(event.kind, event.subagent, event.step, parent);
    if (!verdict.accepted) return this.#remarks.skipped(verdict.reason);
    yield* this.#write(event.range, shape, mend);
  }

  /** Sees to it that the next line lies inside a run. False: it cannot. */
  *#enter(): Generator<Step, boolean> {
    if (this.#isOpen) {
      if (this.#ends.length > 0)
        this.#remarks.mended("it came after its run had ended; it stands in front of the end now");
      return true;
    }
    if (this.#hasFailedFirst) {
      this.#remarks.skipped("it came before any run had started");
      return false;
    }
    this.#remarks.mended("it came before any run had started; a start stands in front of it now");
    yield* this.#open();
    return true;
  }

  *#takeState(event: StayingEvent): Steps {
    const shape = shapeOf(event.kind);
    const found = yield* judgeRecord(this.#window, event.range, shape);
    if (found === "broken") return this.#remarks.skipped(notJson);
    if (found === "unfit" || event.state === undefined) return this.#remarks.skipped(unfit);
    if (event.kind === "STATE_SNAPSHOT") return this.#state.replace(event.state);
    switch (this.#state.patch(event.state)) {
      case "failed":
        return this.#remarks.skipped("its patch does not apply to the state");
      case "folded":
        if (this.#state.isTooLong) yield* this.#letGo();
        return;
      default:
        if (!(yield* this.#enter())) return;
        yield* this.#letGo();
        yield* this.#write(event.range, shape, found === "mend");
    }
  }

  /** The state is too long to be held: it is written now, and later patches stay as they are. */
  *#letGo(): Steps {
    if (!this.#isOpen && !(yield* this.#enter())) return;
    if (this.#state.isChanged) {
      this.#remarks.mended("the state is too long to be patched in memory; patches stay as they are from here on");
      yield* this.#foldState();
    }
    this.#state.letGo();
  }

  *#foldState(): Steps {
    if (!this.#state.isChanged || !this.#isOpen) return;
    const rest = this.#state.write(this.#output);
    if (rest !== undefined) yield rest;
  }

  *#parentOf(range: ByteRange): Generator<undefined, number> {
    const { chosen } = yield* survey(this.#window, asObject(range), eventShapes.SUBAGENT_STARTED);
    const parent = chosen.get("parentSubagentRunId")?.member;
    return parent?.type === "string" ? this.#ids.ofText(textOf(this.#window, parent)) : 0;
  }

  /** Undefined: nothing can be made of it, which has been said. */
  *#needsMending(event: StayingEvent, shape: RecordShape): Generator<undefined, boolean | undefined> {
    switch (yield* judgeRecord(this.#window, event.range, shape)) {
      case "fine":
        return false;
      case "mend":
        this.#remarks.mended("members were renamed, or left out since they do not fit the AG-UI schema");
        return true;
      case "broken":
        this.#remarks.skipped(notJson);
        return undefined;
      default:
        this.#remarks.skipped(unfit);
        return undefined;
    }
  }

  *#write(range: ByteRange, shape: RecordShape, mend: boolean): Steps {
    if (mend) yield* this.#mend(range, shape);
    else yield* this.#copy(range);
  }

  *#copy(range: ByteRange): Steps {
    if (range.length <= shortRecord) this.#output.putShort(this.#window.view(range.offset, range.length));
    else yield () => this.#output.copy(range, true);
    yield* this.#endLine();
  }

  *#mend(range: ByteRange, shape: RecordShape): Steps {
    const parts = mended(this.#window, asObject(range), shape);
    if (range.length <= shortRecord) this.#output.putShortParts(parts, this.#window);
    else yield () => this.#output.putParts(parts);
    yield* this.#endLine();
  }

  *#endLine(): Steps {
    this.#output.endLine();
    const full = this.#output.settle();
    if (full !== undefined) yield () => full;
  }

  #line(text: string): void {
    this.#output.put(text);
    this.#output.endLine();
  }
}

function shapeOf(kind: EventKind): RecordShape {
  switch (kind) {
    case "STEP_STARTED":
    case "STEP_FINISHED":
    case "RAW":
    case "CUSTOM":
    case "SUBAGENT_STARTED":
    case "SUBAGENT_FINISHED":
    case "SUBAGENT_ERROR":
    case "STATE_SNAPSHOT":
    case "STATE_DELTA":
    case "ACTIVITY_DELTA":
      return eventShapes[kind];
    default:
      throw new Error(`${kind} events have no place of their own in a compacted log`);
  }
}

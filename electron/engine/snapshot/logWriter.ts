// Pass 2: writes the compacted log. Events that stay come in their order, byte for byte; the snapshot of all messages
// stands behind the start of a run; state events are folded. Where a log breaks the rules, it is set right with as little
// as possible: an end is held back until the next run starts, so what came late still lies inside its run; a missing start
// or end is made; what no reader could make sense of is left out. All of that is said in a remark.

import type { Steps } from "../conversation/pacer.ts";
import type { Reset, SnapshotPlace } from "../conversation/runHistory.ts";
import { reasons } from "../formats/agui/reasons.ts";
import { eventShapes } from "../formats/agui/shapes.ts";
import { mended } from "../formats/mended.ts";
import { textOf } from "../formats/shape.ts";
import { survey } from "../formats/survey.ts";
import type { TextIds } from "../paging/textIds.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import { openObject } from "../scanner/jsonBytes.ts";
import type { JsonOutput } from "./output.ts";
import type { Remarks } from "./remarks.ts";
import { RunGate } from "./runGate.ts";
import type { StateFold } from "./stateFold.ts";
import type { RecordPlace, StayingEvent } from "./stayingEvent.ts";
import { isPlainTag, kindOfTag, parsedBytes, readShortEvent, readStayingEvent, shapeOf } from "./stayingEvent.ts";

/** What the second pass has to know beforehand. */
export interface LogPlan {
  readonly dropRaw: boolean;
  readonly dropCustom?: boolean | undefined;
  /** Undefined when the log has no messages at all. */
  readonly snapshot: SnapshotPlace | undefined;
  /** Starts of runs in the log. */
  readonly runs: number;
  readonly firstStart: ByteRange | undefined;
  readonly orphanEnd: ByteRange | undefined;
  /** Whether a patch (its record, the activity's id) belongs to an activity that could not be folded. */
  readonly isUnfolded: (range: ByteRange, activity: number) => boolean;
}

/** Work on a longer record may take its time, with the scanner waiting: to begin anew costs it about a millisecond. */
export const shortRecord = 1024 * 1024;

export class LogWriter {
  readonly #output: JsonOutput;
  readonly #window: ByteWindow;
  readonly #ids: TextIds;
  readonly #remarks: Remarks;
  readonly #state: StateFold;
  readonly #plan: LogPlan;
  readonly #writeSnapshot: () => Steps;
  readonly #gate = new RunGate();
  #isOpen = false;
  /** Ends of the open run, which are written when the next one starts. */
  #ends: StayingEvent[] = [];
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
    writeSnapshot: () => Steps,
  ) {
    this.#output = output;
    this.#window = window;
    this.#ids = ids;
    this.#remarks = remarks;
    this.#state = state;
    this.#plan = plan;
    this.#writeSnapshot = writeSnapshot;
  }

  /** Takes a record that is JSON. Undefined: that is all; else there are steps to be done. */
  take(place: RecordPlace): Steps | undefined {
    if (this.#takePlain(place)) return undefined;
    this.#remarks.at(place.record, place.line);
    const event = readShortEvent(this.#window, this.#ids, place);
    return event === undefined ? this.#takeLong(place) : this.#takeEvent(event);
  }

  /** Takes an event of which nothing matters but where it stands, if that can be done at once: most that stay are such. */
  #takePlain({ range, tag }: RecordPlace): boolean {
    if (!isPlainTag(tag)) return false;
    const kind = kindOfTag(tag);
    if (kind !== "other" && kind !== "META") {
      if (this.#isDropped(kind)) return true;
      if (!this.#isOpen || this.#ends.length > 0) return false;
    }
    return this.#isCopied(range);
  }

  /** Whether a line could be copied at once: it is an object, short, and there is room. */
  #isCopied(range: ByteRange): boolean {
    if (range.length > parsedBytes || this.#output.isFull) return false;
    const at = this.#window.hold(range.offset, range.length);
    const { bytes } = this.#window;
    if (at < 0 || bytes[at] !== openObject) return false;
    this.#output.putBytes(bytes, at, at + range.length);
    this.#output.endLine();
    return true;
  }

  #isDropped(kind: string): boolean {
    const { dropRaw, dropCustom } = this.#plan;
    return (dropRaw && kind === "RAW") || (dropCustom === true && kind === "CUSTOM");
  }

  *#takeLong(place: RecordPlace): Steps {
    const rest = this.#takeEvent(yield* readStayingEvent(this.#window, this.#ids, place));
    if (rest !== undefined) yield* rest;
  }

  #takeEvent(event: StayingEvent): Steps | undefined {
    const { kind, place } = event;
    if (this.#isDropped(kind)) return undefined;
    if (kind === "ACTIVITY_DELTA" && !this.#plan.isUnfolded(place.range, event.about.activity)) return undefined;
    switch (event.fitness) {
      case "broken":
        this.#remarks.skipped(reasons.notJson);
        return undefined;
      case "too deep":
        this.#remarks.skipped(reasons.tooDeep);
        return undefined;
      case "none":
        this.#remarks.skipped("it is no JSON object");
        return undefined;
      case "unfit":
        this.#remarks.skipped("it does not fit the AG-UI schema");
        return undefined;
      case "mend":
        this.#remarks.mended(event.mend);
        break;
      default:
    }
    switch (kind) {
      case "other":
      case "META":
        // Readers drop types that they do not know before they judge an event's place.
        return this.#writeNowOr(event);
      case "RUN_STARTED":
        return this.#start(event);
      case "RUN_FINISHED":
      case "RUN_ERROR":
        return this.#end(event);
      case "STATE_SNAPSHOT":
      case "STATE_DELTA":
        return this.#takeState(event);
      default:
        return this.#takeInside(event);
    }
  }

  /** The log is over. */
  *finish(): Steps {
    const lacksSnapshot = this.#plan.snapshot !== undefined && !this.#hasSnapshot;
    if (!this.#isOpen && (lacksSnapshot || this.#state.isChanged)) yield* this.#open();
    yield* this.#closeRun();
    yield* this.#output.flush();
  }

  *#start(event: StayingEvent): Steps {
    const number = this.#starts++;
    if (number === 0 && this.#isFirstAhead) return;
    if (this.#isOpen && this.#ends.length === 0) {
      this.#remarks.mended("the run before it has no end; an error was put there");
      yield* this.#foldState();
      this.#line('{"type":"RUN_ERROR","message":"The log holds no end of this run.","code":"no-run-end"}');
    }
    yield* this.#closeRun();
    yield* this.#write(event);
    yield* this.#begin(number);
  }

  *#begin(number: number): Steps {
    this.#isOpen = true;
    this.#gate.begin();
    const { snapshot, runs } = this.#plan;
    if (snapshot === undefined || this.#hasSnapshot || (number !== snapshot.run && runs > 0)) return;
    this.#hasSnapshot = true;
    if (snapshot.reset !== undefined) this.#reset(snapshot.reset);
    yield* this.#writeSnapshot();
  }

  #reset({ standIn, activities }: Reset): void {
    const scope = activities ? ',"metadata":{"@ag-ui/client":{"authoritativeActivityTypes":null}}' : "";
    const line = (messages: string) => this.#line(`{"type":"MESSAGES_SNAPSHOT","messages":[${messages}]${scope}}`);
    if (standIn === undefined) line("");
    else
      for (const role of ["reasoning", "user"]) line(`{"id":${JSON.stringify(standIn)},"role":"${role}","content":""}`);
  }

  /** Begins a run for events that come before any has begun. */
  *#open(): Steps {
    const { firstStart, orphanEnd } = this.#plan;
    if (firstStart !== undefined && this.#starts === 0) {
      this.#isFirstAhead = true;
      const place = { range: firstStart, record: 0, line: 0, tag: 0 };
      yield* this.#write(yield* readStayingEvent(this.#window, this.#ids, place));
      return yield* this.#begin(0);
    }
    let ids = '"threadId":"unknown","runId":"unknown"';
    if (orphanEnd !== undefined) {
      const { chosen } = yield* survey(this.#window, { type: "object", ...orphanEnd }, eventShapes.RUN_FINISHED);
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
    if (!this.#isOpen) {
      const mayComeFirst = kind === "RUN_ERROR" && this.#plan.runs > 0;
      if (mayComeFirst && this.#hasFailedFirst) return this.#remarks.skipped("the run has ended already");
      if (mayComeFirst) {
        this.#hasFailedFirst = true;
        return yield* this.#write(event);
      }
      this.#remarks.mended("it ends a run that has no start; one was put there");
      yield* this.#open();
    }
    const [first, second] = this.#ends;
    const follows = second === undefined && first?.kind === "RUN_FINISHED" && kind === "RUN_ERROR";
    if (first === undefined || follows) this.#ends.push(event);
    else if (first.kind === "RUN_ERROR" && kind === "RUN_FINISHED") {
      this.#remarks.mended("it was left out: the run has ended with an error");
    } else this.#remarks.skipped("the run has ended already");
  }

  /** Writes what the run has left to say: its state, and its ends. */
  *#closeRun(): Steps {
    const [end] = this.#ends;
    if (end?.kind === "RUN_FINISHED") this.#closeOpen(end.place);
    yield* this.#foldState();
    for (const event of this.#ends) {
      yield* this.#write(event);
    }
    this.#ends = [];
    this.#isOpen = false;
  }

  /** A run may not finish while steps or subagents are open. */
  #closeOpen({ record, line }: RecordPlace): void {
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

  #takeInside(event: StayingEvent): Steps | undefined {
    return this.#isOpen && this.#ends.length === 0 ? this.#judge(event) : this.#enterFor(event);
  }

  *#enterFor(event: StayingEvent): Steps {
    if (!(yield* this.#enter())) return;
    const rest = this.#judge(event);
    if (rest !== undefined) yield* rest;
  }

  #judge(event: StayingEvent): Steps | undefined {
    const verdict = this.#gate.judge(event.kind, event.about);
    if (verdict.accepted) return this.#writeNowOr(event);
    this.#remarks.skipped(verdict.reason);
    return undefined;
  }

  /** Sees to it that the next line lies inside a run. False: it cannot. */
  *#enter(): Steps<boolean> {
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

  #takeState(event: StayingEvent): Steps | undefined {
    const { state, patch } = event.about;
    if (state === undefined) throw new Error("a state event that fits has no state");
    if (event.kind === "STATE_SNAPSHOT") {
      this.#state.replace(state);
      return undefined;
    }
    switch (this.#state.patch(state, patch)) {
      case "failed":
        this.#remarks.skipped("its patch does not apply to the state");
        return undefined;
      case "folded":
        return this.#state.isTooLong ? this.#letGo() : undefined;
      default:
        return this.#keepPatch(event);
    }
  }

  *#keepPatch(event: StayingEvent): Steps {
    if (!(yield* this.#enter())) return;
    yield* this.#letGo();
    yield* this.#write(event);
  }

  /** The state is too long to be held: it is written now, and later patches stay as they are. */
  *#letGo(): Steps {
    if (!this.#isOpen && !(yield* this.#enter())) return;
    if (this.#state.isChanged) {
      this.#remarks.mended(
        "the state is too long or too deep to be patched in memory; patches stay as they are from here on",
      );
      yield* this.#foldState();
    }
    this.#state.letGo();
  }

  *#foldState(): Steps {
    if (this.#state.isChanged && this.#isOpen) yield* this.#state.write(this.#output);
  }

  /** Undefined: it is written. */
  #writeNowOr(event: StayingEvent): Steps | undefined {
    return event.fitness === "fine" && this.#isCopied(event.place.range) ? undefined : this.#write(event);
  }

  *#write({ place: { range }, kind, fitness }: StayingEvent): Steps {
    const shape = fitness === "mend" ? shapeOf(kind) : undefined;
    const at = this.#window.hold(range.offset, range.length);
    if (shape !== undefined) yield* this.#output.putParts(mended(this.#window, { type: "object", ...range }, shape));
    else if (at < 0) yield* this.#output.copy(range, true);
    else this.#output.putBytes(this.#window.bytes, at, at + range.length);
    this.#output.endLine();
    yield* this.#output.settle();
  }

  #line(text: string): void {
    this.#output.put(text);
    this.#output.endLine();
  }
}

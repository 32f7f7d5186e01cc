// The thread that a rollout is of: which lines another one's history left in it, where its turns begin and end, what was
// taken back, and how it stands in the end.

import type { Archive } from "../../paging/archive.ts";
import { GrowingInts } from "../../paging/growing.ts";
import { numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { errorWords } from "../errorWords.ts";
import type { FormatRecord } from "../format.ts";
import { textListIn } from "../keptValue.ts";
import type { LinePlace, RolloutLine } from "./rolloutLine.ts";
import { ThreadStanding } from "./threadStanding.ts";
import { Turns, timeOfId, turnIdOf } from "./turns.ts";

/** The three ways in which one compaction may be told. */
export type CompactionTold = "line" | "history" | "event";

/** Reasons for aborting a turn that are no interruption. */
const abortions: ReadonlyMap<string, "completed" | "failed"> = new Map([
  ["review_ended", "completed"],
  ["budget_limited", "failed"],
]);

/** Events of a review's child that its parent repeats; neither has its thread's id. */
const repeatedInReview = /^(?:user_message|agent_message|agent_reasoning|\w+_end)$/;

/** Milliseconds within which a fork's copies are written. */
const copyingTime = 2000;

export class RolloutThread {
  readonly turns = new Turns();
  readonly #operations: ConversationOperations;
  /** This thread and those it comes from: no sub-agents of it, though its events name them. */
  readonly #ancestors = new Set<string>();
  /** Entries at which turns with prompts begin, for taking turns back. */
  readonly #starts = new GrowingInts();
  #startCount = 0;
  readonly #standing = new ThreadStanding();

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  *archive(archive: Archive): Generator<undefined> {
    this.#startCount = archive.number(this.#startCount);
    this.#standing.archive(archive);
    for (const id of archive.value([...this.#ancestors], textListIn)) this.#ancestors.add(id);
    yield* this.turns.archive(archive);
    yield* this.#starts.archive(archive);
  }

  /**
   * Whether a line was copied from another thread: a sub-agent's file says where its own begin; older forks (0.118 to 0.145)
   * repeat the parent's session_meta and lines with new times, up to a turn that is younger than the fork itself.
   */
  isInherited(record: FormatRecord, payload: unknown): boolean {
    const ordinal = numberAt(record.value, "ordinal");
    if (this.#standing.ownOrdinal > 0)
      return ordinal !== undefined && ordinal < this.#standing.ownOrdinal && this.#standing.id !== undefined;
    if (this.#standing.isReplayed && this.#isOwn(record, payload)) this.#standing.isReplayed = false;
    return this.#standing.isReplayed;
  }

  /** Whether a line is surely this thread's own, and no other's is repeated around it. */
  isSurelyOwn(ordinal: number | undefined): boolean {
    if (this.#standing.isReplayed || this.#standing.isReviewing) return false;
    return this.#standing.ownOrdinal === 0 || (ordinal !== undefined && ordinal >= this.#standing.ownOrdinal);
  }

  /** This thread's id, if it is ASCII. */
  get plainId(): string | undefined {
    return this.#standing.plainId;
  }

  /** In a sub-agent's file: what it is called among agents. */
  get agentPath(): string | undefined {
    return this.#standing.agentPath;
  }

  #isOwn({ time }: FormatRecord, payload: unknown): boolean {
    const own = timeOfId(this.#standing.id);
    const began = timeOfId(turnIdOf(payload));
    if (began !== undefined) this.#standing.turnsTellTime = true;
    if (own !== undefined && this.#standing.turnsTellTime) return began !== undefined && began >= own;
    // Where ids tell no time, the lines do: the copies are written at once.
    return time !== undefined && this.#standing.metaTime !== undefined && time - this.#standing.metaTime > copyingTime;
  }

  /** A review's parent repeats what its child did: under the child's thread, or (legacy) between two events. */
  marksOf(payload: unknown): Marks {
    const type = textAt(payload, "type") ?? "";
    if (type === "entered_review_mode") this.#standing.isReviewing = true;
    else if (type === "exited_review_mode" || type === "turn_aborted") this.#standing.isReviewing = false;
    else if (this.#standing.isReviewing && repeatedInReview.test(type)) return marks.repeated;
    const thread = textAt(payload, "thread_id");
    if (thread === undefined || this.#standing.id === undefined || thread === this.#standing.id) return 0;
    return type === "item_completed" ? marks.repeated : 0;
  }

  /** A thread that the file names. */
  nameAgent(thread: string, call?: string): void {
    if (thread === "" || this.#ancestors.has(thread)) return;
    this.#operations.subagent(thread);
    this.#operations.source({ relation: "sub-agent", name: thread, by: "id", call });
  }

  takeMeta({ payload, record }: RolloutLine): void {
    const id = textAt(payload, "id");
    if (this.#standing.id !== undefined) {
      // Resumed by an older version, which repeats its own; or the parent's, whose lines follow.
      if (id !== this.#standing.id && this.#standing.ownOrdinal === 0) this.#standing.isReplayed = true;
      return;
    }
    this.#standing.id = id;
    this.#standing.plainId = id !== undefined && /^[ -~]+$/.test(id) ? id : undefined;
    this.#standing.metaTime = record.time;
    for (const name of ["id", "session_id", "parent_thread_id", "forked_from_id"]) {
      this.#ancestors.add(textAt(payload, name) ?? "");
    }
    // A revert begins another file of the same thread, and nothing in the first one says so (0.169).
    if (id !== undefined) this.#operations.source({ relation: "later", name: `${id}_`, by: "id", isOptional: true });
    this.#standing.agentPath = textAt(payload, "agent_path");
    this.#standing.ownOrdinal = numberAt(payload, "subagent_history_start_ordinal") ?? 0;
    this.#operations.model(textAt(payload, "base_instructions", "provenance", "model") ?? "");
    const base = objectAt(payload, "history_base");
    if (base === undefined) return;
    this.#operations.notice(baseNotice(base));
    // The id of a thread, or behind a revert that of a rollout: either stands in the file's name.
    const thread = textAt(base, "thread_id") ?? "";
    if (thread === "") return;
    this.#operations.source({
      relation: "base",
      name: thread,
      by: "id",
      end: numberAt(base, "end_byte_offset"),
      isSameSession: thread === id || textAt(payload, "forked_from_id") === undefined,
    });
  }

  takeContext({ payload, isInherited }: RolloutLine): void {
    if (!isInherited) this.#operations.model(textAt(payload, "model") ?? "");
  }

  /** Whatever else the legacy dialect or the thread's own events say. */
  takeEvent(line: RolloutLine, type: string): void {
    if (isTurnStart(type)) {
      this.turns.begin(turnIdOf(line.payload));
      if (!line.isInherited) this.#beginTurn();
    } else if (type === "thread_rolled_back") {
      if (!line.isInherited) this.#rollBack(numberAt(line.payload, "num_turns") ?? 0);
    } else if (type === "thread_settings_applied") {
      if (!line.isInherited) this.#operations.model(textAt(line.payload, "thread_settings", "model") ?? "");
    } else if (type === "error") {
      if (!line.isInherited)
        this.#operations.error(errorWords(line.payload, "codex_error_info", "An error without a message."));
    }
  }

  /** A turn of this thread begins, which is told by its number. */
  takeStart(turn: number): void {
    this.turns.beginAs(turn);
    this.#beginTurn();
  }

  /** The turn under way ends as it should. */
  takeCompletion(): void {
    this.turns.end();
    this.#standing.isOpen = false;
    this.#operations.end("completed");
  }

  #beginTurn(): void {
    if (this.#standing.isOpen) {
      this.#operations.finding("unclosed-turn", "A turn begins, and the one before it was never ended.");
    }
    this.#standing.isOpen = true;
    this.#standing.isWaiting = false;
    this.#operations.end("open");
  }

  takeEnd(line: RolloutLine, type: string): void {
    this.turns.end();
    if (line.isInherited) return;
    this.#standing.isOpen = false;
    const problem = objectAt(line.payload, "error");
    const aborted = abortions.get(textAt(line.payload, "reason") ?? "") ?? "interrupted";
    const isUnanswered = problem === undefined && type !== "turn_aborted" && this.#isUnanswered(line);
    if (type === "turn_aborted") this.#operations.end(aborted);
    else this.#operations.end(problem === undefined && !isUnanswered ? "completed" : "failed");
    if (isUnanswered) this.#operations.error("The turn ended before the model answered.");
    if (problem !== undefined) this.#operations.error(errorWords(problem, "codex_error_info", "The turn failed."));
  }

  /** The legacy dialect does not say that a turn failed, only that nothing was said last (0.124). */
  #isUnanswered({ payload, record }: RolloutLine): boolean {
    const isLegacy = numberAt(record.value, "ordinal") === undefined;
    return isLegacy && this.#standing.isWaiting && valueAt(payload, "last_agent_message") === null;
  }

  takePrompt(entry: Entry, line: LinePlace): void {
    this.#standing.isWaiting = line.marks === 0;
    if (!this.turns.areTold && !line.isInherited) this.#operations.end("open");
    // What a person says while a turn goes on belongs to that turn.
    if (line.turn !== 0 && line.turn === this.#standing.startTurn) return;
    this.#standing.startTurn = line.turn;
    this.#starts.set(this.#startCount++, entry);
  }

  /** What a tool gave goes to the model. */
  takeOutput(): void {
    this.#standing.isWaiting = true;
  }

  /** An answer or a call. Files that do not tell turns end with an answer, or are open. */
  takeStep(line: RolloutLine): void {
    this.#standing.isWaiting = false;
    if (this.turns.areTold || line.isInherited) return;
    const isAnswer = textAt(line.payload, "role") === "assistant" && textAt(line.payload, "phase") !== "commentary";
    if (textAt(line.payload, "role") === undefined) this.#standing.hasCalled = true;
    this.#operations.end(isAnswer ? "completed" : "open");
  }

  /** The same of an answer in a file that tells turns. */
  takeToldAnswer(): void {
    this.#standing.isWaiting = false;
  }

  /** The same of a call in the model's history. */
  takeCall(): void {
    this.#standing.isWaiting = false;
    if (this.turns.areTold) return;
    this.#standing.hasCalled = true;
    this.#operations.end("open");
  }

  /** A response took tokens: where turns are not told, it ended its turn unless it made calls, even if it said nothing (0.47, 0.98). */
  takeResponseEnd(isInherited: boolean): void {
    this.#standing.isWaiting = false;
    if (!this.turns.areTold && !isInherited && !this.#standing.hasCalled) this.#operations.end("completed");
    this.#standing.hasCalled = false;
  }

  #rollBack(turns: number): void {
    if (turns <= 0 || this.#startCount === 0) return;
    this.#startCount = Math.max(0, this.#startCount - turns);
    this.#standing.startTurn = undefined;
    this.#operations.markRange(this.#starts.get(this.#startCount), undefined, marks.undone);
  }

  /** What an event or output is marked with that comes behind the end of its turn. */
  lateness(turn: number): Marks {
    return this.turns.isOver(turn) ? marks.late : 0;
  }

  compact({ turn, isInherited }: RolloutLine, told: CompactionTold): void {
    if (this.#standing.compactions.turn !== turn) this.#standing.compactions = { turn, line: 0, history: 0, event: 0 };
    this.#standing.compactions[told]++;
    if (!isInherited) this.#operations.compaction(`${turn} ${this.#standing.compactions[told]}`);
  }

  /** Behind the last line. */
  finish(): void {
    if (this.#standing.isOpen) this.#operations.finding("unclosed-turn", "The last turn is never ended.");
  }
}

function isTurnStart(type: string | undefined): boolean {
  return type === "task_started" || type === "turn_started";
}

function baseNotice(base: object): string {
  const bytes = numberAt(base, "end_byte_offset");
  const upTo = bytes === undefined ? "" : ` up to byte ${bytes}`;
  return `What was said before stands in the rollout of ${textAt(base, "thread_id") ?? "another thread"}${upTo}.`;
}

// What is said in a rollout: prompts, answers, thoughts and what passes between agents, each once though it stands there
// twice (twins.ts), and marked where no person said it.

import type { Archive } from "../../paging/archive.ts";
import type { IdText } from "../../paging/textIds.ts";
import type { ValuePath } from "../condensedValue.ts";
import { numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks, Speaker } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { has, isBoolean, isText as isKeptText, isNumber, listOf, orNone, valueIn } from "../keptValue.ts";
import type { Part, Thought, Words } from "./parts.ts";
import { messageParts, messageText, reasoningParts, textOfParts, wordsOf } from "./parts.ts";
import type { PlainSaid } from "./plainLine.ts";
import type { LinePlace, RolloutLine } from "./rolloutLine.ts";
import { keyIn } from "./rolloutLine.ts";
import type { Speaking } from "./speakers.ts";
import { speakingOf } from "./speakers.ts";
import type { Side } from "./twins.ts";
import { fingerprint, Twins } from "./twins.ts";

interface Alone {
  readonly turn: number;
  readonly entry: Entry;
}

interface Kept {
  readonly unsure: readonly Entry[];
  readonly hasPromptEvents: boolean;
  readonly hasAnswerEvents: boolean;
  readonly alone: Alone | undefined;
  readonly hasTask: boolean;
  readonly owedPictures: number;
  readonly goal: string | undefined;
}

const keptIn = valueIn<Kept>({
  unsure: listOf(isNumber),
  hasPromptEvents: isBoolean,
  hasAnswerEvents: isBoolean,
  alone: orNone(has<Alone>({ turn: isNumber, entry: isNumber })),
  hasTask: isBoolean,
  owedPictures: isNumber,
  goal: orNone(isKeptText),
});

const proposedPlan = "<proposed_plan>";

export class RolloutMessages {
  readonly #operations: ConversationOperations;
  readonly #onPrompt: (entry: Entry, line: LinePlace) => void;
  readonly #prompts = new Twins((entry) => this.#onPromptAlone(entry));
  readonly #answers = new Twins((...alone) => this.#onAnswerAlone(...alone));
  readonly #thoughts = new Twins();
  /** Prompts that only their text makes likely, until their twins come. */
  readonly #unsure = new Set<Entry>();
  #hasPromptEvents = false;
  /** The file announces what a model says: an answer that no event tells of was put into its history (thread/inject_items). */
  #hasAnswerEvents = false;
  /** An answer that stands in the history alone may turn out to be a compaction's summary. */
  #alone: Alone | undefined;
  #hasTask = false;
  /** Pictures that the program promised the model in a call's result, and that are to follow in a person's name. */
  #owedPictures = 0;
  /** The goal that was set last. */
  #goal: string | undefined;

  /** `onPrompt` is told of each prompt, when it is met first. */
  constructor(operations: ConversationOperations, onPrompt: (entry: Entry, line: LinePlace) => void) {
    this.#operations = operations;
    this.#onPrompt = onPrompt;
  }

  archive(archive: Archive): void {
    const own = {
      unsure: [...this.#unsure],
      hasPromptEvents: this.#hasPromptEvents,
      hasAnswerEvents: this.#hasAnswerEvents,
      alone: this.#alone,
      hasTask: this.#hasTask,
      owedPictures: this.#owedPictures,
      goal: this.#goal,
    };
    const kept = archive.value<Kept>(own, keptIn);
    for (const entry of kept.unsure) this.#unsure.add(entry);
    this.#hasPromptEvents = kept.hasPromptEvents;
    this.#hasAnswerEvents = kept.hasAnswerEvents;
    this.#alone = kept.alone;
    this.#hasTask = kept.hasTask;
    this.#owedPictures = kept.owedPictures;
    this.#goal = kept.goal;
    for (const twins of [this.#prompts, this.#answers, this.#thoughts]) twins.archive(archive);
  }

  /** A message of the model's history. */
  takeMessage(line: RolloutLine): void {
    const { payload, record, at } = line;
    const role = textAt(payload, "role");
    if (role === "assistant") this.takeAnswer(line, at, "history");
    else if (role === "user") {
      const parts = messageParts(record.value, at);
      this.takeUser(line, speakingOf(payload, textOfParts(record.value, parts)), wordsOf(record.value, parts));
    } else this.#say(line, messageParts(record.value, at), "system", marks.injected);
  }

  /** What stands in the model's history in the user's name. */
  takeUser(line: LinePlace, speaking: Speaking, { parts, text }: Words): void {
    this.#alone = undefined;
    if (speaking.marks !== 0) {
      this.#say(line, parts, "user", speaking.marks);
      return;
    }
    if (this.#isOwedPicture(parts)) {
      const entry = this.#say(line, parts, "user", marks.injected);
      this.#prompts.wait("history", line.turn, text, entry, line.record.number);
      return;
    }
    if (this.#prompts.take("history", line.turn, text, line.record.number) !== 0) return;
    const entry = this.#prompt(line, parts);
    if (!speaking.sure && !line.isInherited) this.#unsure.add(entry);
    this.#prompts.wait("history", line.turn, text, entry, line.record.number);
  }

  /**
   * What a person set as the thread's goal stands in its first turn as the result of no call, and in no message (0.171): a
   * prompt. The same words again are the program's.
   */
  takeGoal(line: RolloutLine): void {
    const at = [...line.at, "output"];
    const text = fingerprint(line.record.value, [at]);
    const isRepeated = text === this.#goal;
    this.#goal = text;
    const entry = this.#operations.message({
      ...{ key: undefined, speaker: "user" },
      marks: line.marks | (isRepeated ? marks.injected : 0),
    });
    this.#operations.text(entry, at);
    if (!isRepeated) this.#onPrompt(entry, line);
  }

  /** A call's result says that a picture comes (`view_image` up to 0.98): as the user's message, and with an event, as prompts are. */
  owePicture(): void {
    this.#owedPictures++;
  }

  #isOwedPicture(parts: readonly Part[]): boolean {
    if (this.#owedPictures === 0) return false;
    if (parts.length === 0 || parts.some(({ sort }) => sort === "text")) return false;
    this.#owedPictures--;
    return true;
  }

  /** UserMessage or user_message: only what a person said has one. */
  takePromptEvent(line: RolloutLine, at: ValuePath): void {
    const { value } = line.record;
    this.takeToldPrompt(line, wordsOf(value, messageParts(value, at)));
  }

  /** The same, of its words. */
  takeToldPrompt(line: LinePlace, { parts, text }: Words): void {
    if (!line.isInherited) this.#hasPromptEvents = true;
    const twin = this.#prompts.take("event", line.turn, text, line.record.number, true);
    if (twin !== 0) this.#unsure.delete(twin);
    else this.#prompts.wait("event", line.turn, text, this.#prompt(line, parts), line.record.number);
  }

  #prompt(line: LinePlace, parts: readonly Part[]): Entry {
    const entry = this.#say(line, parts, "user");
    this.#onPrompt(entry, line);
    return entry;
  }

  #onPromptAlone(entry: Entry): void {
    if (this.#unsure.delete(entry) && this.#hasPromptEvents) this.#operations.mark(entry, marks.injected);
  }

  /** Of an answer that is nothing but a plan the event tells the plan alone (0.171). */
  #onAnswerAlone(entry: Entry, side: Side, text: string): void {
    const isTold = side === "event" || text.includes(proposedPlan);
    if (!isTold && this.#hasAnswerEvents) this.#operations.mark(entry, marks.injected);
  }

  takeAnswer(line: RolloutLine, at: ValuePath, side: Side): void {
    const { value } = line.record;
    const key = keyOf(line, at);
    this.#meetAnswer(side, numberAt(value, "ordinal") !== undefined);
    if (!this.#isKnown(key, this.#answers))
      this.takeNewAnswer(line, side, key, wordsOf(value, messageParts(value, at)));
  }

  #meetAnswer(side: Side, isNumbered: boolean): void {
    this.#owedPictures = 0;
    this.#alone = undefined;
    // Only the paginated dialect is known to tell of all.
    if (side === "event" && isNumbered) this.#hasAnswerEvents = true;
  }

  /** An answer whose id was not met, on either side. */
  takeNewAnswer(line: LinePlace, side: Side, key: IdText | undefined, { parts, text }: Words): void {
    // The event leaves out a plan that the answer proposes (0.145).
    const isPlan = side === "history" && text.includes(proposedPlan);
    if (this.#answers.take(side, line.turn, text, line.record.number, isPlan) !== 0) return;
    const entry = this.#say(line, parts, "assistant", 0, key);
    if (side === "history") this.#alone = { turn: line.turn, entry };
    this.#answers.wait(side, line.turn, text, entry, line.record.number);
  }

  /** Twins of the paginated dialect share an id; what `migrate-rollouts` made of a legacy file has new ones on one side. */
  #isKnown(key: IdText | undefined, twins: Twins): boolean {
    const entry = key === undefined ? 0 : this.#operations.messageOf(key);
    if (entry !== 0) twins.drop(entry);
    return entry !== 0;
  }

  /** An answer or a thought, by its id; whether it was said before on either side. `isNumbered`: its line has an ordinal. */
  takeKnown(key: IdText, { sort, by }: PlainSaid, isNumbered: boolean): boolean {
    const isAnswer = sort === "answer";
    if (isAnswer) this.#meetAnswer(by, isNumbered);
    return this.#isKnown(key, isAnswer ? this.#answers : this.#thoughts);
  }

  takeReasoning(line: RolloutLine, at: ValuePath, side: Side): void {
    const key = keyOf(line, at);
    if (this.#isKnown(key, this.#thoughts)) return;
    const { value } = line.record;
    const thoughts = reasoningParts(value, at).map((path) => ({ at: path, text: fingerprint(value, [path]) }));
    this.takeNewThoughts(line, side, key, thoughts);
  }

  /** Thoughts whose id was not met, on either side. */
  takeNewThoughts(line: LinePlace, side: Side, key: IdText | undefined, thoughts: readonly Thought[]): void {
    let entry: Entry = 0;
    for (const { at, text } of thoughts) {
      if (this.#thoughts.take(side, line.turn, text, line.record.number) !== 0) continue;
      if (entry === 0) entry = this.#operations.message({ key, speaker: "assistant", marks: line.marks });
      this.#operations.reasoning(entry, at);
      this.#thoughts.wait(side, line.turn, text, entry, line.record.number);
    }
  }

  /**
   * What one agent sends another (0.169, agents v2). The task that a sub-agent was given is its prompt, and the first
   * message to it in its file.
   */
  takeAgentMessage(line: RolloutLine, ownPath: string | undefined): void {
    const isToOwn = ownPath !== undefined && textAt(line.payload, "recipient") === ownPath;
    const isTask = isToOwn && (!this.#hasTask || messageText(line.payload, []).startsWith("Message Type: NEW_TASK"));
    if (isTask) this.#hasTask = true;
    this.#say(line, messageParts(line.record.value, line.at), "user", isTask ? 0 : marks.injected);
  }

  /** A call or another record of the conversation comes between an answer and a compaction. */
  goOn(): void {
    this.#alone = undefined;
  }

  /** A compaction: the answer right before it, which no event announced, is its summary. */
  compact(turn: number): void {
    if (this.#alone?.turn === turn) this.#operations.mark(this.#alone.entry, marks.summary);
    this.#alone = undefined;
  }

  settle(): void {
    this.#prompts.settle();
    this.#answers.settle();
    this.#thoughts.settle();
  }

  #say(line: LinePlace, parts: readonly Part[], speaker: Speaker, more: Marks = 0, key?: IdText): Entry {
    const entry = this.#operations.message({ key, speaker, marks: line.marks | more });
    for (const { sort, at } of parts) {
      if (sort === "text") this.#operations.text(entry, at);
      else this.#operations.attachment(entry, at);
    }
    return entry;
  }
}

function keyOf(line: RolloutLine, at: ValuePath): string | undefined {
  const id = textAt(valueAt(line.record.value, ...at), "id");
  return id === undefined ? undefined : keyIn(line.turn, id);
}

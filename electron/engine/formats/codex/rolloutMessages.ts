// What is said in a rollout: prompts, answers, thoughts and what passes between agents, each once though it stands there
// twice (twins.ts), and marked where no person said it.

import type { Archive } from "../../paging/archive.ts";
import type { IdText } from "../../paging/textIds.ts";
import type { ValuePath } from "../condensedValue.ts";
import { isText, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks, Speaker } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { has, isBoolean, isText as isKeptText, isNumber, listOf, orNone, valueIn } from "../keptValue.ts";
import type { Part } from "./parts.ts";
import { messageParts, messageText, reasoningParts, textOfParts } from "./parts.ts";
import type { PlainSaid } from "./plainLine.ts";
import type { RolloutLine } from "./rolloutLine.ts";
import { keyIn } from "./rolloutLine.ts";
import { speakingOf } from "./speakers.ts";
import type { Side } from "./twins.ts";
import { fingerprint, Twins } from "./twins.ts";

interface Alone {
  readonly turn: number;
  readonly entry: Entry;
}

interface KnownParts {
  readonly line: RolloutLine;
  readonly at: ValuePath;
  readonly parts: readonly Part[];
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
  readonly #onPrompt: (entry: Entry, line: RolloutLine) => void;
  readonly #prompts = new Twins((entry) => this.#onPromptAlone(entry));
  readonly #answers = new Twins((entry, side) => this.#onAnswerAlone(entry, side));
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
  /** Of what a message was made of whose parts were asked for last: they are asked for again and again. */
  #known: KnownParts | undefined;

  /** `onPrompt` is told of each prompt, when it is met first. */
  constructor(operations: ConversationOperations, onPrompt: (entry: Entry, line: RolloutLine) => void) {
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
    switch (textAt(line.payload, "role")) {
      case "assistant":
        this.takeAnswer(line, line.at, "history");
        break;
      case "user":
        this.#takeUser(line);
        break;
      default:
        this.#say(line, line.at, "system", marks.injected);
        break;
    }
  }

  #takeUser(line: RolloutLine): void {
    this.#alone = undefined;
    const speaking = speakingOf(line.payload, textOfParts(line.record.value, this.#partsOf(line, line.at)));
    if (speaking.marks !== 0) {
      this.#say(line, line.at, "user", speaking.marks);
      return;
    }
    const text = this.#textOf(line, line.at);
    if (this.#isOwedPicture(line)) {
      const entry = this.#say(line, line.at, "user", marks.injected);
      this.#prompts.wait("history", line.turn, text, entry, line.record.number);
      return;
    }
    if (this.#prompts.take("history", line.turn, text, line.record.number) !== 0) return;
    const entry = this.#prompt(line, line.at);
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

  #isOwedPicture(line: RolloutLine): boolean {
    if (this.#owedPictures === 0) return false;
    const parts = this.#partsOf(line, line.at);
    if (parts.length === 0 || parts.some(({ sort }) => sort === "text")) return false;
    this.#owedPictures--;
    return true;
  }

  /** UserMessage or user_message: only what a person said has one. */
  takePromptEvent(line: RolloutLine, at: ValuePath): void {
    if (!line.isInherited) this.#hasPromptEvents = true;
    const text = this.#textOf(line, at);
    const twin = this.#prompts.take("event", line.turn, text, line.record.number, true);
    if (twin !== 0) this.#unsure.delete(twin);
    else this.#prompts.wait("event", line.turn, text, this.#prompt(line, at), line.record.number);
  }

  #prompt(line: RolloutLine, at: ValuePath): Entry {
    const entry = this.#say(line, at, "user");
    this.#onPrompt(entry, line);
    return entry;
  }

  #onPromptAlone(entry: Entry): void {
    if (this.#unsure.delete(entry) && this.#hasPromptEvents) this.#operations.mark(entry, marks.injected);
  }

  #onAnswerAlone(entry: Entry, side: Side): void {
    if (side === "history" && this.#hasAnswerEvents) this.#operations.mark(entry, marks.injected);
  }

  takeAnswer(line: RolloutLine, at: ValuePath, side: Side): void {
    this.#owedPictures = 0;
    // Only the paginated dialect is known to tell of all.
    if (side === "event" && numberAt(line.record.value, "ordinal") !== undefined) this.#hasAnswerEvents = true;
    const key = keyOf(line, at);
    this.#alone = undefined;
    if (this.#isKnown(key, this.#answers)) return;
    const text = this.#textOf(line, at);
    // The event leaves out a plan that the answer proposes (0.145).
    const isPlan = side === "history" && text.includes(proposedPlan);
    if (this.#answers.take(side, line.turn, text, line.record.number, isPlan) !== 0) return;
    const entry = this.#say(line, at, "assistant", 0, key);
    if (side === "history") this.#alone = { turn: line.turn, entry };
    this.#answers.wait(side, line.turn, text, entry, line.record.number);
  }

  /** Twins of the paginated dialect share an id; what `migrate-rollouts` made of a legacy file has new ones on one side. */
  #isKnown(key: IdText | undefined, twins: Twins): boolean {
    const entry = key === undefined ? 0 : this.#operations.messageOf(key);
    if (entry !== 0) twins.drop(entry);
    return entry !== 0;
  }

  /** What was said before on either side, by its id; false: it was not. `isNumbered`: its line has an ordinal. */
  takeKnown(key: IdText, { sort, by }: PlainSaid, isNumbered: boolean): boolean {
    const isAnswer = sort === "answer";
    // As of any answer (takeAnswer).
    if (isAnswer) this.#owedPictures = 0;
    if (!this.#isKnown(key, isAnswer ? this.#answers : this.#thoughts)) return false;
    if (isAnswer) this.#alone = undefined;
    if (isAnswer && by === "event" && isNumbered) this.#hasAnswerEvents = true;
    return true;
  }

  takeReasoning(line: RolloutLine, at: ValuePath, side: Side): void {
    const key = keyOf(line, at);
    if (this.#isKnown(key, this.#thoughts)) return;
    let entry: Entry = 0;
    for (const path of reasoningParts(line.record.value, at)) {
      const text = fingerprint(line.record.value, [path]);
      if (this.#thoughts.take(side, line.turn, text, line.record.number) !== 0) continue;
      if (entry === 0) entry = this.#operations.message({ key, speaker: "assistant", marks: line.marks });
      this.#operations.reasoning(entry, path);
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
    this.#say(line, line.at, "user", isTask ? 0 : marks.injected);
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

  #say(line: RolloutLine, at: ValuePath, speaker: Speaker, more: Marks = 0, key?: string): Entry {
    const entry = this.#operations.message({ key, speaker, marks: line.marks | more });
    for (const part of this.#partsOf(line, at)) {
      if (part.sort === "text") this.#operations.text(entry, part.at);
      else this.#operations.attachment(entry, part.at);
    }
    return entry;
  }

  #textOf(line: RolloutLine, at: ValuePath): string {
    const paths = this.#partsOf(line, at)
      .filter(({ sort }) => sort === "text")
      .map((part) => part.at);
    return fingerprint(
      line.record.value,
      paths.filter((path) => isText(valueAt(line.record.value, ...path))),
    );
  }

  #partsOf(line: RolloutLine, at: ValuePath): readonly Part[] {
    const known = this.#known;
    if (known?.line === line && known.at === at) return known.parts;
    const parts = messageParts(line.record.value, at);
    this.#known = { line, at, parts };
    return parts;
  }
}

function keyOf(line: RolloutLine, at: ValuePath): string | undefined {
  const id = textAt(valueAt(line.record.value, ...at), "id");
  return id === undefined ? undefined : keyIn(line.turn, id);
}

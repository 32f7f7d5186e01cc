// Words typed while the program is busy wait in a queue. Since 2.1.7x they come back as an attachment or a user line, and
// the queue's own lines are second copies. Before that, words that were taken into a running turn stood nowhere else.

import type { Archive } from "../../paging/archive.ts";
import { isText, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { isBoolean, isNumber, listOf, valueIn } from "../keptValue.ts";
import type { ClaudeMessages } from "./messages.ts";

/** Words that wait at once; more are not told apart. */
const mostWaiting = 1000;

const ownIn = valueIn<{ waiting: readonly Entry[]; isOld: boolean }>({ waiting: listOf(isNumber), isOld: isBoolean });

export class TypedAhead {
  readonly #operations: ConversationOperations;
  readonly #messages: ClaudeMessages;
  readonly #waiting: Entry[] = [];
  #isOld = true;

  constructor(operations: ConversationOperations, messages: ClaudeMessages) {
    this.#operations = operations;
    this.#messages = messages;
  }

  archive(archive: Archive): void {
    const { waiting, isOld } = archive.value({ waiting: [...this.#waiting], isOld: this.#isOld }, ownIn);
    this.#waiting.splice(0, this.#waiting.length, ...waiting);
    this.#isOld = isOld;
  }

  /** The version keeps what it adds to a turn. */
  attachmentsAreWritten(): void {
    this.#isOld = false;
  }

  /** A line of the queue. What is typed while no turn runs begins one, and a user line follows. */
  take(line: unknown, isBusy: boolean): void {
    if (!this.#isOld) return;
    switch (textAt(line, "operation")) {
      case "enqueue":
        if (isBusy) this.#wait(line);
        break;
      case "dequeue":
        // A user line follows.
        this.#waiting.shift();
        break;
      case "remove": {
        const taken = this.#waiting.shift();
        if (taken !== undefined) this.#operations.unmark(taken, marks.repeated);
        break;
      }
      default:
        // popAll: back into the input line.
        this.#waiting.length = 0;
        break;
    }
  }

  #wait(line: unknown): void {
    const content = valueAt(line, "content");
    // Of what came in blocks the queue has nothing (2.1.88); it waits in its place, or another's words would be taken for it.
    const isKept = isText(content);
    if ((isKept && this.#messages.wordsOf(content) !== "said") || this.#waiting.length >= mostWaiting) return;
    const entry = this.#operations.message({ key: undefined, speaker: "user", marks: marks.repeated });
    if (isKept) this.#operations.text(entry, ["content"]);
    this.#waiting.push(entry);
  }
}

// How a session stands between two of its lines.

import type { Archive } from "../../paging/archive.ts";
import type { ConversationEnd, ConversationOperations, Entry } from "../conversationOperations.ts";
import { isBoolean, isNumber, isText, orNone, valueIn } from "../keptValue.ts";

interface Kept {
  readonly isBusy: boolean;
  readonly lastAnswer: Entry;
  readonly outputCall: string | undefined;
  readonly command: string | undefined;
}

const keptIn = valueIn<Kept>({
  isBusy: isBoolean,
  lastAnswer: isNumber,
  outputCall: orNone(isText),
  command: orNone(isText),
});

export class Standing {
  /** A turn is running. */
  isBusy = false;
  /** The answer that the line before belonged to; 0: it was none. */
  lastAnswer: Entry = 0;
  /** The call whose input is the output that the run was asked for. */
  outputCall: string | undefined;
  /** The last user line's id, if the words of a command follow. */
  command: string | undefined;
  readonly #operations: ConversationOperations;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  end(end: ConversationEnd): void {
    this.isBusy = end === "open";
    this.#operations.end(end);
  }

  archive(archive: Archive): void {
    const { isBusy, lastAnswer, outputCall, command } = this;
    Object.assign(this, archive.value<Kept>({ isBusy, lastAnswer, outputCall, command }, keptIn));
  }
}

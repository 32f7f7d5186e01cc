// Which lines of a fork were copied from its parent. They keep their ids and times, and get the fork's session id.

import type { Archive } from "../../paging/archive.ts";
import { objectAt, textAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { isBoolean, isNumber, orNone, valueIn } from "../keptValue.ts";
import { ResumedCopies } from "./resumedCopies.ts";

const ownIn = valueIn<{ knownUpTo: Entry; began?: number | undefined; hasTimes: boolean }>({
  knownUpTo: isNumber,
  began: orNone(isNumber),
  hasTimes: isBoolean,
});

export class Copies {
  readonly #operations: ConversationOperations;
  /** Entries before this one are known to be inherited. */
  #knownUpTo: Entry = 1;
  /** When the file began, if it begins with the words that forked it; undefined: not known. */
  #began: number | undefined;
  #hasTimes = false;
  readonly #resumed = new ResumedCopies();

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  archive(archive: Archive): void {
    const own = { knownUpTo: this.#knownUpTo, began: this.#began, hasTimes: this.#hasTimes };
    const kept = archive.value(own, ownIn);
    this.#knownUpTo = kept.knownUpTo;
    this.#began = kept.began;
    this.#hasTimes = kept.hasTimes;
    this.#resumed.archive(archive);
  }

  /** A line's marks. Every line is to be shown, in order. */
  marksOf(line: unknown, time: number | undefined): Marks {
    this.#noteTime(line, time);
    const isOlder = time !== undefined && this.#began !== undefined && time < this.#began;
    // Some versions name what was copied on every line.
    if (isOlder || objectAt(line, "forkedFrom") !== undefined) return marks.inherited;
    return this.#isAnswerOfAnother(line) || this.#isOfResumed(line, time) ? marks.inherited : 0;
  }

  /** Whether a line of this time is the session's own, if nothing in it says that it is another's. */
  isOwn(time: number | undefined): boolean {
    return (
      this.#hasTimes &&
      !this.#resumed.mayGoOn &&
      (time === undefined || this.#began === undefined || time >= this.#began)
    );
  }

  /** In `-p` runs the fork's first prompt waits in the queue before the copies are written (2.1.270, 2.1.328). */
  #noteTime(line: unknown, time: number | undefined): void {
    if (time === undefined || this.#hasTimes) return;
    this.#hasTimes = true;
    if (textAt(line, "type") === "queue-operation") this.#began = sharedUpTo(line) ?? time;
  }

  /** 2.1.328 says so on answers only, and everything before such an answer was copied with it. */
  #isAnswerOfAnother(line: unknown): boolean {
    const request = textAt(line, "requestSessionId");
    const session = textAt(line, "sessionId");
    if (request === undefined || session === undefined || request === session) return false;
    this.#inheritAll();
    return true;
  }

  #isOfResumed(line: unknown, time: number | undefined): boolean {
    if (this.#resumed.take(line, time) === "own") return false;
    this.#inheritAll();
    return true;
  }

  #inheritAll(): void {
    this.#operations.markRange(this.#knownUpTo, undefined, marks.inherited);
    this.#knownUpTo = this.#operations.nextEntry();
  }
}

/**
 * A session that goes on in the background (/fork, 2.1.332) is told first up to when its history is another's. Its own first prompt
 * is older than that news, and stands behind the copies.
 */
function sharedUpTo(line: unknown): number | undefined {
  const told = forkNews.exec(textAt(line, "content") ?? "")?.[1];
  const time = told === undefined ? Number.NaN : Date.parse(told);
  // Copies are up to then, and what comes after is not.
  return Number.isNaN(time) ? undefined : time + 1;
}

const forkNews = /^<task-notification>\s*<fork-source>[^<]*\bconversation up to (\S+Z) is shared/;

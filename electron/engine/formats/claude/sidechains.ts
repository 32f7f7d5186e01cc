// What a sub-agent said and did in its caller's own file, up to 2.0: a branch of its own, whose first line has no parent and says
// what the call asked for. Kept are the call of every line by the line's id, and the tasks of calls that wait.

import type { Archive } from "../../paging/archive.ts";
import { GrowingInts } from "../../paging/growing.ts";
import type { IdText } from "../../paging/textIds.ts";
import { TextIds } from "../../paging/textIds.ts";
import { isTrueAt, textAt } from "../condensedValue.ts";
import type { Entry } from "../conversationOperations.ts";
import { isBoolean, orNone, valueIn } from "../keptValue.ts";
import type { Subagents } from "./subagents.ts";

const ownIn = valueIn<{ isSubagents?: boolean | undefined }>({ isSubagents: orNone(isBoolean) });

export class Sidechains {
  readonly #callOf: (call: string) => Entry;
  readonly #subagents: Subagents;
  /** The file is a sub-agent's own: its lines are the conversation, though all of them are a sidechain. */
  #isSubagents: boolean | undefined;
  readonly #ids = new TextIds();
  readonly #calls = new GrowingInts();

  constructor(subagents: Subagents, callOf: (call: string) => Entry) {
    this.#subagents = subagents;
    this.#callOf = callOf;
  }

  *archive(archive: Archive): Generator<undefined> {
    this.#isSubagents = archive.value({ isSubagents: this.#isSubagents }, ownIn).isSubagents;
    yield* this.#ids.archive(archive);
    yield* this.#calls.archive(archive);
  }

  get isSubagentsOwnFile(): boolean {
    return this.#isSubagents === true;
  }

  /** A line told whose file it is. */
  get isToldWhose(): boolean {
    return this.#isSubagents !== undefined;
  }

  has(line: unknown): boolean {
    const isSidechain = isTrueAt(line, "isSidechain");
    this.#isSubagents ??= isSidechain;
    return isSidechain && !this.#isSubagents;
  }

  /** The call whose sub-agent a line is of; 0: nothing tells. */
  callOf(line: unknown, id: string): Entry {
    const parent = textAt(line, "parentUuid");
    if (parent !== undefined) return this.callUnder(parent, id);
    return this.callAskedFor(textAt(line, "message", "content") ?? textAt(line, "message", "content", 0, "text"), id);
  }

  /** The same of a line that hangs under none, and says what the call asked for. */
  callAskedFor(task: string | undefined, id: IdText): Entry {
    const begun = task === undefined ? undefined : this.#subagents.begun(task);
    const call = begun === undefined ? 0 : this.#callOf(begun);
    this.#note(id, call);
    return call;
  }

  /** The same of a line that hangs under another one. */
  callUnder(parent: IdText, id: IdText): Entry {
    const call = this.#calls.get(this.#ids.knownOf(parent));
    this.#note(id, call);
    return call;
  }

  #note(id: IdText, call: Entry): void {
    const number = call === 0 ? 0 : this.#ids.of(id);
    if (number !== 0) this.#calls.set(number, call);
  }
}

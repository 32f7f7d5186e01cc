// Rollouts say many things twice, once for the model's history and once as an event: a prompt first as a response_item, then
// as UserMessage or user_message under another id; a legacy answer first as agent_message, then as a response_item. Such twins
// are paired by turn and text, and shown once.

import type { Archive } from "../../paging/archive.ts";
import type { ValuePath } from "../condensedValue.ts";
import { cutText, valueAt } from "../condensedValue.ts";
import type { Entry } from "../conversationOperations.ts";
import { compact } from "../head.ts";
import { has, isNumber, isText, listOf, oneOf, valueIn } from "../keptValue.ts";

/** The two sides a thing is said on. */
export type Side = "history" | "event";

interface Waiting {
  readonly side: Side;
  readonly turn: number;
  readonly text: string;
  readonly entry: Entry;
  readonly record: number;
}

const keptIn = valueIn<{ waiting: readonly Waiting[] }>({
  waiting: listOf(
    has<Waiting>({ side: oneOf("history", "event"), turn: isNumber, text: isText, entry: isNumber, record: isNumber }),
  ),
});

/** Twins stand within a few lines of each other. */
const mostWaiting = 32;
/** A prompt and its event follow one another, and are a pair though a mention or a picture changed the text. */
const nextTo = 2;

export class Twins {
  #waiting: Waiting[] = [];
  readonly #onAlone: (entry: Entry, side: Side, text: string) => void;

  /** `onAlone` is told of whatever turns out to have no twin. */
  constructor(onAlone: (entry: Entry, side: Side, text: string) => void = () => {}) {
    this.#onAlone = onAlone;
  }

  archive(archive: Archive): void {
    this.#waiting = [...archive.value({ waiting: this.#waiting }, keptIn).waiting];
  }

  /**
   * The twin that was said before on the other side, or 0. It is then no longer waited for. `isLoose`: right behind one another,
   * they are a pair whatever their texts.
   */
  take(side: Side, turn: number, text: string, record: number, isLoose = false): Entry {
    const isOther = (waiting: Waiting): boolean => waiting.side !== side;
    const isNear = (waiting: Waiting): boolean => record - waiting.record <= nextTo;
    // What a review gives its parent is of the parent's turn in the history, and of the child's as an event (0.145).
    let at = this.#waiting.findIndex(
      (waiting) => isOther(waiting) && waiting.text === text && (waiting.turn === turn || isNear(waiting)),
    );
    if (at < 0 && isLoose) {
      at = this.#waiting.findIndex((waiting) => isOther(waiting) && waiting.turn === turn && isNear(waiting));
    }
    return this.#waiting.splice(at < 0 ? this.#waiting.length : at, 1)[0]?.entry ?? 0;
  }

  wait(side: Side, turn: number, text: string, entry: Entry, record: number): void {
    this.#waiting.push({ side, turn, text, entry, record });
    const [first] = this.#waiting.splice(0, this.#waiting.length > mostWaiting ? 1 : 0);
    if (first !== undefined) this.#onAlone(first.entry, first.side, first.text);
  }

  /** Its twin was found by other means. */
  drop(entry: Entry): void {
    if (this.#waiting.some((waiting) => waiting.entry === entry)) {
      this.#waiting = this.#waiting.filter((waiting) => waiting.entry !== entry);
    }
  }

  /** A turn is over: whatever waits has no twin. */
  settle(): void {
    for (const { entry, side, text } of this.#waiting) this.#onAlone(entry, side, text);
    this.#waiting = [];
  }
}

/** A text to compare by: of a cut one its beginning and its length. */
export function fingerprint(record: unknown, paths: readonly ValuePath[]): string {
  return paths.map((path) => fingerprintOf(valueAt(record, ...path))).join("\n\n");
}

export function fingerprintOf(value: unknown): string {
  if (typeof value === "string") return value;
  const cut = cutText(value);
  return cut === undefined ? compact(value) : `${cut.head}…${cut.range.length}`;
}

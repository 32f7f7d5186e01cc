// Which turn a record belongs to. Ids of messages, calls and responses are only equal within one: a model server may begin
// anew with each process (seen with resumed files of 0.145 and 0.169).

import type { Archive } from "../../paging/archive.ts";
import type { TextBytes } from "../../paging/textIds.ts";
import { TextIds } from "../../paging/textIds.ts";
import { textAt } from "../condensedValue.ts";
import { isBoolean, isNumber, valueIn } from "../keptValue.ts";

interface Kept {
  readonly anonymous: number;
  readonly current: number;
  readonly isOpen: boolean;
  readonly areTold: boolean;
}

const keptIn = valueIn<Kept>({ anonymous: isNumber, current: isNumber, isOpen: isBoolean, areTold: isBoolean });

export class Turns {
  readonly #ids = new TextIds();
  #anonymous = 0;
  /** Positive: it has an id. Negative: it has none. 0: no turn has begun, as in all of 0.34 to 0.40. */
  #current = 0;
  #isOpen = false;
  /** Whether the file tells where turns begin; 0.34 to 0.40 do not. */
  areTold = false;

  *archive(archive: Archive): Generator<undefined> {
    const kept = archive.value<Kept>(
      { anonymous: this.#anonymous, current: this.#current, isOpen: this.#isOpen, areTold: this.areTold },
      keptIn,
    );
    this.#anonymous = kept.anonymous;
    this.#current = kept.current;
    this.#isOpen = kept.isOpen;
    this.areTold = kept.areTold;
    yield* this.#ids.archive(archive);
  }

  begin(id: string | undefined): void {
    this.beginAs(id === undefined ? -++this.#anonymous : this.#ids.ofText(id));
  }

  /** A turn with an id begins, whose number this is. */
  beginAs(turn: number): void {
    this.areTold = true;
    this.#isOpen = true;
    this.#current = turn;
  }

  end(): void {
    this.#isOpen = false;
  }

  get current(): number {
    return this.#current;
  }

  /** The turn of an event or item: it mostly says so itself. */
  of(payload: unknown): number {
    const id = turnIdOf(payload);
    return id === undefined ? this.#current : this.#ids.ofText(id);
  }

  /** The turn that a record names by bytes, or the one under way. */
  named(id: TextBytes | undefined): number {
    return id === undefined ? this.#current : this.#ids.of(id);
  }

  /** Whether a record of this turn comes behind the turn's end. */
  isOver(turn: number): boolean {
    return this.areTold && (turn !== this.#current || !this.#isOpen);
  }
}

export function turnIdOf(payload: unknown): string | undefined {
  return textAt(payload, "turn_id") ?? textAt(payload, "internal_chat_message_metadata_passthrough", "turn_id");
}

/** When an id of UUID version 7 was made, in milliseconds since 1970. */
export function timeOfId(id: string | undefined): number | undefined {
  const digits = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i.exec(id ?? "");
  return digits === null ? undefined : Number.parseInt(`${digits[1]}${digits[2]}`, 16);
}

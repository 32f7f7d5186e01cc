// What only some messages and tool calls have: a name, a subagent, an encrypted value, metadata keys. One row per value,
// linked per entity; a value is an id or a place in the source.

import type { Entity } from "../formats/messageOperations.ts";
import { GrowingBytes, GrowingInts, GrowingNumbers } from "../paging/growing.ts";
import { TextIds } from "../paging/textIds.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";

const names = [
  "whole",
  "content",
  "contentParts",
  "name",
  "subagentRunId",
  "toolCallId",
  "activityType",
  "patchedType",
  "encryptedValue",
  "ownTimes",
  "metadata",
] as const;
export type AttributeName = (typeof names)[number];

/** Rows of one entity that are searched one by one; beyond, they are found by what they are called. */
const shortList = 32;

export class AttributeTable {
  #rows = 0;
  /** The latest row of each message, and of each tool call. */
  readonly #headOfMessage = new GrowingInts();
  readonly #headOfCall = new GrowingInts();
  readonly #next = new GrowingInts();
  readonly #name = new GrowingBytes();
  readonly #id = new GrowingInts();
  readonly #offset = new GrowingNumbers();
  readonly #length = new GrowingNumbers();
  /** Of entities with many rows: which row has a value, by entity, name and key. */
  readonly #isLong = new GrowingBytes();
  readonly #longKeys = new TextIds();
  readonly #rowOf = new GrowingInts();

  /** Sets the value that `name` (and for metadata the key `id`) has; the last one wins. */
  set(entity: Entity, name: AttributeName, id: number, range?: ByteRange): void {
    let row = this.find(entity, name, name === "metadata" ? id : 0);
    if (row === 0) {
      row = ++this.#rows;
      this.#next.set(row, this.#head(entity));
      if (entity > 0) this.#headOfMessage.set(entity, row);
      else this.#headOfCall.set(-entity, row);
      this.#name.set(row, names.indexOf(name));
      if (this.#isLong.get(slotOf(entity)) !== 0) this.#note(entity, name, id, row);
    }
    this.#id.set(row, id);
    this.#offset.set(row, range?.offset ?? 0);
    this.#length.set(row, range?.length ?? 0);
  }

  /** The row of a value, or 0. `key` matters for metadata only. */
  find(entity: Entity, name: AttributeName, key = 0): number {
    if (this.#isLong.get(slotOf(entity)) !== 0) return this.#rowOf.get(this.#longKeys.known(keyOf(entity, name, key)));
    const wanted = names.indexOf(name);
    let steps = 0;
    for (let row = this.#head(entity); row !== 0; row = this.#next.get(row)) {
      if (this.#name.get(row) === wanted && (key === 0 || this.#id.get(row) === key)) return row;
      steps++;
    }
    if (steps > shortList) this.#index(entity);
    return 0;
  }

  /** Whether an entity has no value of any name. */
  areNone(entity: Entity): boolean {
    return this.#head(entity) === 0;
  }

  id(row: number): number {
    return this.#id.get(row);
  }

  range(row: number): ByteRange {
    return { offset: this.#offset.get(row), length: this.#length.get(row) };
  }

  /** The place of a value that is there for certain. */
  rangeOf(entity: Entity, name: AttributeName): ByteRange {
    const row = this.find(entity, name);
    if (row === 0) throw new Error(`an entity lacks its ${name}`);
    return this.range(row);
  }

  /** The entity's metadata rows, in the order in which their keys came. */
  metadata(entity: Entity): readonly number[] {
    const wanted = names.indexOf("metadata");
    const found: number[] = [];
    for (let row = this.#head(entity); row !== 0; row = this.#next.get(row)) {
      if (this.#name.get(row) === wanted) found.push(row);
    }
    return found.reverse();
  }

  #head(entity: Entity): number {
    return entity > 0 ? this.#headOfMessage.get(entity) : this.#headOfCall.get(-entity);
  }

  #index(entity: Entity): void {
    this.#isLong.set(slotOf(entity), 1);
    for (let row = this.#head(entity); row !== 0; row = this.#next.get(row)) {
      this.#note(entity, names[this.#name.get(row)] ?? "whole", this.#id.get(row), row);
    }
  }

  #note(entity: Entity, name: AttributeName, id: number, row: number): void {
    this.#rowOf.set(this.#longKeys.ofText(keyOf(entity, name, name === "metadata" ? id : 0)), row);
  }
}

/** One column for messages and tool calls. */
function slotOf(entity: Entity): number {
  return entity > 0 ? 2 * entity : -2 * entity + 1;
}

function keyOf(entity: Entity, name: AttributeName, key: number): string {
  return `${entity} ${name} ${key}`;
}

// A place in the records at which a reader looks, as the value that stands there in the one that is read now (capturedValue.ts).

import type { FieldPath, FieldType } from "../scanner/fields.ts";
import type { ValuePath, Wanted } from "./condensedValue.ts";
import { AskedValue, isText, textAt } from "./condensedValue.ts";

/** The record that is read now, by its fields. */
interface PlacedFields {
  has(field: number): boolean;
  typeOf(field: number): FieldType | undefined;
  lengthOf(field: number): number;
  begins(field: number, beginning: string): boolean | undefined;
  valueAt(place: CapturedPlace): unknown;
  wholeAt(path: ValuePath): unknown;
}

/** No field holds its value. */
export const none = -1;

/** A place in the records. */
export class CapturedPlace extends AskedValue {
  readonly path: ValuePath;
  readonly below = new Map<string | number, CapturedPlace>();
  /** What a list is that has this as its only element. */
  readonly alone: readonly AskedValue[] = [this];
  /** The field that holds its value. */
  field = none;
  /** The field holds one of several members, which are not told apart. */
  isShared = false;
  readonly #record: PlacedFields;

  constructor(record: PlacedFields, path: ValuePath) {
    super();
    this.#record = record;
    this.path = path;
  }

  placeAt(path: FieldPath): CapturedPlace {
    let place: CapturedPlace = this;
    for (const step of path) {
      const next = place.below.get(step) ?? new CapturedPlace(this.#record, [...place.path, step]);
      place.below.set(step, next);
      place = next;
    }
    return place;
  }

  shareField(field: number): void {
    this.field = field;
    this.isShared = true;
  }

  get fieldsBelow(): readonly number[] {
    return [...this.below.values()].flatMap(({ field, fieldsBelow }) => (field === none ? fieldsBelow : [field]));
  }

  override member(name: string | number, wanted: Wanted): unknown {
    const place = this.below.get(name);
    if (place === undefined || name === 0) return this.#record.wholeAt([...this.path, name]);
    if (place.isShared) return this.#record.has(place.field) ? this.#record.wholeAt(place.path) : undefined;
    // What is missing below it is missing, whatever it is itself.
    if (place.field === none) return wanted === "around" ? place : this.#record.valueAt(place);
    return wanted !== "any" && this.#record.typeOf(place.field) === "string" ? undefined : this.#record.valueAt(place);
  }

  override isText(name: string | number): boolean {
    const field = this.#fieldOf(name);
    if (field === none) return isText(this.member(name, "any"));
    return this.#record.typeOf(field) === "string" && this.#record.lengthOf(field) > 0;
  }

  override begins(name: string | number, beginning: string): boolean {
    const field = this.#fieldOf(name);
    if (field !== none && this.#record.typeOf(field) !== "string") return false;
    const begins = field === none ? undefined : this.#record.begins(field, beginning);
    return begins ?? textAt(this.member(name, "any"))?.startsWith(beginning) === true;
  }

  /** The field that holds a member and nothing else. */
  #fieldOf(name: string | number): number {
    const place = this.below.get(name);
    return place === undefined || place.isShared || name === 0 ? none : place.field;
  }
}

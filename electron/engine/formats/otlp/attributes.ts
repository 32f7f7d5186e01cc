// Attributes of OpenTelemetry as OTLP writes them in JSON: a list of keys with typed values. Writers in JavaScript write whole
// doubles as `intValue`, and NaN as null, so both are one number here (@opentelemetry/otlp-transformer 0.301).

import type { ValuePath } from "../condensedValue.ts";
import { listAt, textAt, valueAt } from "../condensedValue.ts";

/** Attributes of a span or log record by name, each with its value and where that stands. */
export class Attributes {
  readonly #found = new Map<string, { readonly value: unknown; readonly at: ValuePath }>();

  constructor(owner: unknown, at: ValuePath) {
    listAt(owner, "attributes").forEach((attribute, index) => {
      const key = textAt(attribute, "key");
      if (key !== undefined)
        this.#found.set(key, { value: valueAt(attribute, "value"), at: [...at, "attributes", index, "value"] });
    });
  }

  /** The text of the first of these names that has one; of a cut one its beginning. */
  text(...names: readonly string[]): string | undefined {
    return textAt(this.value(...names));
  }

  /** The same as it stands, whole or cut. */
  value(...names: readonly string[]): unknown {
    const name = this.#nameOfText(names);
    return name === undefined ? undefined : valueAt(this.#found.get(name)?.value, "stringValue");
  }

  /** The number of the first of these names that has one: written as number or as text, also with an exponent. */
  number(...names: readonly string[]): number | undefined {
    for (const name of names) {
      const value = this.#found.get(name)?.value;
      const number = Number(valueAt(value, "intValue") ?? valueAt(value, "doubleValue") ?? Number.NaN);
      if (Number.isFinite(number)) return number;
    }
    return undefined;
  }

  /** Where the text of the first of these names stands. */
  placeOf(...names: readonly string[]): ValuePath | undefined {
    const name = this.#nameOfText(names);
    const at = name === undefined ? undefined : this.#found.get(name)?.at;
    return at === undefined ? undefined : [...at, "stringValue"];
  }

  #nameOfText(names: readonly string[]): string | undefined {
    return names.find((name) => textAt(this.#found.get(name)?.value, "stringValue") !== undefined);
  }
}

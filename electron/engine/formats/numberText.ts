// Numbers as they stand in a file. JavaScript's own hold 53 bits and print one way, so 9007199254740993, 1e400, -0 and 1.10
// would be shown as other numbers than they are.

/** A number whose text is another one when it is read and written again. */
export class NumberText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** The number that a JSON text spells. */
export function exactNumber(text: string): number | NumberText {
  const number = Number(text);
  return JSON.stringify(number) === text ? number : new NumberText(text);
}

/** The text of a number as it stands in the file; undefined for anything else. */
export function numberText(value: unknown): string | undefined {
  return typeof value === "number" || value instanceof NumberText ? String(value) : undefined;
}

// Whether bytes spell a number as JSON does (RFC 8259), taken piece by piece, so its length does not matter.

/** What has been read of a number; `broken`: it is none. */
type Part = "begin" | "minus" | "zero" | "integer" | "point" | "fraction" | "exponent" | "sign" | "power" | "broken";

const ends: ReadonlySet<Part> = new Set<Part>(["zero", "integer", "fraction", "power"]);

/** Behind a digit that is no zero; a zero differs behind `begin` and `minus` alone. */
const behindDigit: Readonly<Record<Part, Part>> = {
  begin: "integer",
  minus: "integer",
  zero: "broken",
  integer: "integer",
  point: "fraction",
  fraction: "fraction",
  exponent: "power",
  sign: "power",
  power: "power",
  broken: "broken",
};

export class NumberText {
  #part: Part = "begin";

  take(bytes: Uint8Array): void {
    let part = this.#part;
    for (const byte of bytes) {
      if (part === "broken") break;
      part = behind(part, byte);
    }
    this.#part = part;
  }

  /** Whether the bytes so far are a whole number. */
  get isWhole(): boolean {
    return ends.has(this.#part);
  }
}

function behind(part: Part, byte: number): Part {
  switch (byte) {
    case 0x30: // 0
      return part === "begin" || part === "minus" ? "zero" : behindDigit[part];
    case 0x2d: // -
      return part === "begin" ? "minus" : part === "exponent" ? "sign" : "broken";
    case 0x2b: // +
      return part === "exponent" ? "sign" : "broken";
    case 0x2e: // .
      return part === "zero" || part === "integer" ? "point" : "broken";
    case 0x65: // e
    case 0x45: // E
      return part === "zero" || part === "integer" || part === "fraction" ? "exponent" : "broken";
    default:
      return byte > 0x30 && byte <= 0x39 ? behindDigit[part] : "broken";
  }
}

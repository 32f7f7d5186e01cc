// Whole numbers from 0 to 2^53, one behind the other, in as few bytes as each needs: 7 bits per byte, least significant
// first, and a set eighth bit when more follow (LEB128).

export class NumberWriter {
  readonly bytes: Uint8Array;
  size = 0;

  /** Whoever writes knows that `capacity` bytes are enough. */
  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  add(value: number): void {
    let left = value;
    while (left >= 0x80) {
      this.bytes[this.size++] = (left % 128) | 0x80;
      left = Math.floor(left / 128);
    }
    this.bytes[this.size++] = left;
  }
}

export class NumberReader {
  readonly #bytes: Uint8Array;
  /** Where the next number begins. */
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  next(): number {
    let byte = this.#bytes[this.at++] ?? 0;
    let value = byte & 0x7f;
    for (let scale = 128; byte >= 0x80; scale *= 128) {
      byte = this.#bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
    }
    return value;
  }

  skip(numbers: number): void {
    for (let left = numbers; left > 0; ) if ((this.#bytes[this.at++] ?? 0) < 0x80) left--;
  }
}

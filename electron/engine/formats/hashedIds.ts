// Numbers by text, without the texts: ids of which a reader only asks whether they were met and what belongs to them. A text
// is known by 64 bits, so two of a million are taken for one with a chance of one in 30 million. 16 to 32 bytes an id.

const firstSlots = 1024;
/** Three numbers a slot: two halves of the hash, and what is kept. */
const slotNumbers = 3;

export class HashedIds {
  #table = new Int32Array(firstSlots * slotNumbers);
  #count = 0;
  // Of the text that was hashed last.
  #high = 0;
  #low = 0;

  /** What was kept for a text; 0: nothing. */
  get(text: string): number {
    this.#hash(text);
    return this.#table[this.#slotOf(this.#table, this.#high, this.#low) + 2] ?? 0;
  }

  /** Keeps a whole number below 2^31 for a text. */
  set(text: string, value: number): void {
    this.#hash(text);
    const slot = this.#slotOf(this.#table, this.#high, this.#low);
    if (this.#isFree(this.#table, slot)) this.#count++;
    this.#fill(this.#table, slot, this.#high, this.#low, value);
    if (this.#count * slotNumbers * 4 > this.#table.length * 3) this.#grow();
  }

  /** FNV-1a in two variants over the text's UTF-16 units; never 0 in both halves, which marks a free slot. */
  #hash(text: string): void {
    let high = 0x811c9dc5;
    let low = 0x2f0b4a27 ^ text.length;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      high = Math.imul(high ^ unit, 0x01000193);
      low = Math.imul(low ^ (unit + (low >>> 15)), 0x5bd1e995);
    }
    this.#high = high ^ (high >>> 15);
    this.#low = low ^ (low >>> 13) || 1;
  }

  #slotOf(table: Int32Array, high: number, low: number): number {
    const slots = table.length / slotNumbers;
    let slot = ((Math.imul(high, 0x2c1b3c6d) ^ low) >>> 0) & (slots - 1);
    while (!this.#isFree(table, slot * slotNumbers) && !isAt(table, slot * slotNumbers, high, low)) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot * slotNumbers;
  }

  #isFree(table: Int32Array, at: number): boolean {
    return table[at] === 0 && table[at + 1] === 0;
  }

  #fill(table: Int32Array, at: number, high: number, low: number, value: number): void {
    table[at] = high;
    table[at + 1] = low;
    table[at + 2] = value;
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 2);
    for (let at = 0; at < this.#table.length; at += slotNumbers) {
      const [high = 0, low = 0, value = 0] = this.#table.subarray(at, at + slotNumbers);
      if (high !== 0 || low !== 0) this.#fill(table, this.#slotOf(table, high, low), high, low, value);
    }
    this.#table = table;
  }
}

function isAt(table: Int32Array, at: number, high: number, low: number): boolean {
  return table[at] === high && table[at + 1] === low;
}

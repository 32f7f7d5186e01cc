// Columns of numbers that grow: the skeleton of a conversation lives in them. Blocks of a fixed size, so growing copies
// nothing and a column costs what it holds; reading beyond the end gives 0, which everywhere means "none".

const blockBits = 12;
const blockSize = 1 << blockBits;
const inBlock = blockSize - 1;

type Block = Uint8Array | Int32Array | Float64Array;

class GrowingColumn<Kind extends Block> {
  readonly #create: (length: number) => Kind;
  #blocks: (Kind | undefined)[] = [];

  constructor(create: (length: number) => Kind) {
    this.#create = create;
  }

  get(index: number): number {
    return this.#blocks[index >>> blockBits]?.[index & inBlock] ?? 0;
  }

  set(index: number, value: number): void {
    const number = index >>> blockBits;
    let block = this.#blocks[number];
    if (block === undefined) {
      while (this.#blocks.length < number) this.#blocks.push(undefined);
      block = this.#create(blockSize);
      this.#blocks[number] = block;
    }
    block[index & inBlock] = value;
  }

  /** Sets everything to 0. */
  clear(): void {
    this.#blocks = [];
  }
}

/** Numbers from 0 to 255. */
export class GrowingBytes extends GrowingColumn<Uint8Array> {
  constructor() {
    super((length) => new Uint8Array(length));
  }
}

/** Row numbers, ids and other whole numbers below 2^31. */
export class GrowingInts extends GrowingColumn<Int32Array> {
  constructor() {
    super((length) => new Int32Array(length));
  }
}

/** Byte offsets and lengths. */
export class GrowingNumbers extends GrowingColumn<Float64Array> {
  constructor() {
    super((length) => new Float64Array(length));
  }
}

// Writes a manifest beside an export of records: it watches the ranges as they are read and the bytes as they are written.

import type { Hash } from "node:crypto";
import { createHash } from "node:crypto";
import path from "node:path";
import type { RecordRange } from "../../query/view.ts";
import type { Masks } from "../../redaction/masks.ts";
import type { ByteSink } from "../../snapshot/byteSink.ts";
import type { Source } from "../../source/source.ts";
import type { ManifestEnd, ManifestHead, ManifestMask, ManifestRange } from "./manifestLines.ts";
import { manifestVersion } from "./manifestLines.ts";

/**
 * `begin` comes first; then the ranges go through `watch`, and what is written of them through `through`, so that both
 * are summed on their way. Holds one range's sum, whatever the manifest's length.
 */
export class ManifestWriter {
  readonly #output: ByteSink;
  readonly #masks: Masks | undefined;
  readonly #whole = createHash("sha256");
  #range: Hash = createHash("sha256");
  /** Bytes of the range that are still to come; what comes behind them is a line break. */
  #left = 0;
  #ranges = 0;
  #records = 0;
  #bytes = 0;

  /** `masks`: what is hidden in the records. */
  constructor(output: ByteSink, masks: Masks | undefined) {
    this.#output = output;
    this.#masks = masks;
  }

  /** `file`: the manifest's own path. */
  async begin(file: string, source: Source, filter: string): Promise<void> {
    const way = path.relative(path.dirname(path.resolve(file)), path.resolve(source.original));
    const head: ManifestHead = {
      manifest: manifestVersion,
      source: { path: way.split(path.sep).join("/"), bytes: source.size },
      filter,
      ...(this.#masks === undefined ? {} : { redacted: this.#masks.kinds }),
    };
    await this.#write(head);
  }

  /** The same ranges. Whoever takes the next one has written the one before it. */
  async *watch(ranges: Iterable<RecordRange>): AsyncGenerator<RecordRange, void, undefined> {
    for (const range of ranges) {
      const { offset, length, records } = range;
      this.#range = createHash("sha256");
      this.#left = length;
      yield range;
      this.#ranges++;
      this.#records += records;
      this.#bytes += length;
      for (const mask of this.#masksIn(range)) await this.#write(mask);
      const line: ManifestRange = { offset, length, records, sha256: this.#range.digest("hex") };
      await this.#write(line);
    }
  }

  /** The same sink. */
  through(sink: ByteSink): ByteSink {
    return {
      write: (bytes) => {
        this.#whole.update(bytes);
        if (this.#left > 0) {
          const own = bytes.length <= this.#left ? bytes : bytes.subarray(0, this.#left);
          this.#range.update(own);
          this.#left -= own.length;
        }
        return sink.write(bytes);
      },
    };
  }

  async end(): Promise<void> {
    const end: ManifestEnd = {
      ranges: this.#ranges,
      records: this.#records,
      bytes: this.#bytes,
      sha256: this.#whole.digest("hex"),
    };
    await this.#write(end);
  }

  *#masksIn({ offset, length }: RecordRange): Generator<ManifestMask> {
    const masks = this.#masks;
    if (masks === undefined) return;
    for (let number = masks.firstBehind(offset); number < masks.count; number++) {
      const mask = masks.mask(number);
      if (mask.offset >= offset + length) return;
      yield {
        offset: mask.offset,
        length: mask.length,
        masked: masks.kinds[mask.kind] ?? "",
        part: mask.part,
        total: mask.total,
      };
    }
  }

  async #write(line: ManifestHead | ManifestMask | ManifestRange | ManifestEnd): Promise<void> {
    const full = this.#output.write(Buffer.from(`${JSON.stringify(line)}\n`));
    if (full !== undefined) await full;
  }
}

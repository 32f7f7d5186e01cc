// The lines of a file of our own as events: of a compacted log. An id says behind which byte its event ends.

import { readAt } from "../../source/readAt.ts";
import type { Feed, FeedPart } from "./feed.ts";
import { frameEnd, frameStart, oneLineOf } from "./frames.ts";
import type { SummedLog } from "./summedLog.ts";
import { readBlock, summedBytes } from "./summedLog.ts";

/** An open file, a line of which begins at `from`. */
export interface LinesFile extends SummedLog {
  /** Tells it from others, and from itself when its content is another. */
  readonly key: string;
  close(): void;
  /** It is damaged: it is to be made anew. */
  forget(): void;
}

const room = Buffer.allocUnsafeSlow(summedBytes);
const newline = 0x0a;

export class LineFeed implements Feed {
  readonly #file: LinesFile;
  #at: number;
  #isInLine = false;

  constructor(file: LinesFile, lastId: string | undefined) {
    this.#file = file;
    this.#at = resumed(lastId, file) ?? file.from;
  }

  close(): void {
    this.#file.close();
  }

  read(): FeedPart {
    if (this.#at === this.#file.size) return { is: "end" };
    const block = readBlock(this.#file, this.#at, room);
    if (block === undefined) {
      this.#file.forget();
      return {
        is: "failed",
        reason: "its compacted log was damaged, and is made anew for whoever asks again",
        record: undefined,
      };
    }
    const parts: Buffer[] = [];
    const read = block.end - block.begin;
    for (let at = this.#at - block.begin; at < read; ) {
      const end = room.indexOf(newline, at);
      const isWhole = end >= 0 && end < read;
      if (!this.#isInLine) parts.push(frameStart(undefined));
      parts.push(oneLineOf(room.subarray(at, isWhole ? end : read)));
      // Where a long event ends is known at its end only; an id may stand there too.
      if (isWhole) parts.push(Buffer.from(`\nid: ${idOf(this.#file)}.${block.begin + end + 1}`), frameEnd);
      this.#isInLine = !isWhole;
      at = isWhole ? end + 1 : read;
    }
    this.#at = block.end;
    return { is: "bytes", bytes: Buffer.concat(parts) };
  }
}

function idOf({ key }: LinesFile): string {
  return `c.${key}`;
}

/** Where the event of an id ends in this file. */
function resumed(id: string | undefined, file: LinesFile): number | undefined {
  const place = id?.startsWith(`${idOf(file)}.`) ? /\.(\d{1,15})$/.exec(id)?.[1] : undefined;
  const at = Number(place);
  if (place === undefined || at <= file.from || at > file.size) return undefined;
  const before = Buffer.alloc(1);
  readAt(file.handle, before, 0, 1, at - 1);
  return before[0] === newline ? at : undefined;
}

// What a conversation keeps per message lies in pages of 16 KiB, and 256 of them are in memory, whatever the number of
// messages: the others lie in a temporary file (pageFile.ts), from which they come back when they are asked for. While all
// fit, nothing is written, so only conversations of some hundred thousand messages ever touch the disk.
//
// One cache serves the whole process. A page that was touched since the clock's hand last came by stays (second chance).

import { collectGarbage } from "../environment/collectGarbage.ts";
import { SourceError } from "../source/fileSource.ts";
import { PageFile } from "./pageFile.ts";

export const pageBytes = 16 * 1024;
/**
 * 4 MiB together: what finding the ids of a million messages looks at, and a page of each column. With twice as many a summary of
 * 2 GB takes a tenth less, and some exports grow by more than 30 MiB. The system gives memory only to those that were written to.
 */
const pagesInMemory = 256;

/**
 * 64 MiB: above it, pages that nobody holds any more are looked for each time that there are twice as many as behind the last look. So
 * conversations that are read again and again take no more of the disk than twice what one of them takes.
 */
const pagesBeforeLook = 4096;

/** Pages that are written together. */
const mostInARow = 16;

/** A page of numbers or bytes, from 1 on; 0 is none. */
export type Page = number;
/** A place in memory for one page. */
export type Frame = number;

/**
 * Where somebody works in a page as long as it stays where it is: then nobody has to be asked for each cell. The cache takes the
 * page out of it before it counts the page as one that nobody touched.
 */
export class HeldPage {
  /** As its owner numbers pages; -1: there is none at hand. */
  block = -1;
  frame: Frame = 0;
  /** The cache was told of a change. */
  isChanged = false;

  release(): void {
    this.block = -1;
  }
}

/**
 * A frame is valid until the next page is asked for. Throws a SourceError when the temporary file takes no more; all
 * pages stay as they were.
 */
export class PageCache {
  /** All frames one behind the other, as what columns are made of. */
  readonly bytes: Uint8Array;
  readonly ints: Int32Array;
  readonly floats: Float64Array;
  readonly words: DataView;
  readonly #file: PageFile;
  /** By frame: the page that is in it; 0: none. */
  readonly #pageIn: Int32Array;
  readonly #isUsed: Uint8Array;
  /** By frame: who has its page at hand. */
  readonly #held: (HeldPage | undefined)[];
  /** Holds more than its place in the file. */
  readonly #isChanged: Uint8Array;
  readonly #emptyFrames: Frame[] = [];
  #hand: Frame = 0;
  /** By page: one more than its frame; 0: it lies in the file. */
  #frameOf: number[] = [0];
  #freePages: Page[] = [];
  readonly #look: () => void;
  readonly #fewest: number;
  /** So many pages at once, and it is time for a look. */
  #lookAt: number;

  constructor(frames = pagesInMemory, file = new PageFile(), look = collectGarbage, fewest = pagesBeforeLook) {
    const memory = new ArrayBuffer(frames * pageBytes);
    this.bytes = new Uint8Array(memory);
    this.ints = new Int32Array(memory);
    this.floats = new Float64Array(memory);
    this.words = new DataView(memory);
    this.#file = file;
    this.#look = look;
    this.#fewest = fewest;
    this.#lookAt = fewest;
    this.#pageIn = new Int32Array(frames);
    this.#isUsed = new Uint8Array(frames);
    this.#held = Array.from({ length: frames }, () => undefined);
    this.#isChanged = new Uint8Array(frames);
    // The first ones are given away first.
    for (let frame = frames - 1; frame >= 0; frame--) this.#emptyFrames.push(frame);
  }

  /** Pages that somebody has. */
  get count(): number {
    return this.#frameOf.length - 1 - this.#freePages.length;
  }

  /** A page of zeros. A SourceError says when no folder takes what has to leave memory for it. */
  allocate(): Page {
    if (this.count >= this.#lookAt) this.#lookForForgotten();
    const frame = this.#emptyFrame();
    this.bytes.fill(0, frame * pageBytes, (frame + 1) * pageBytes);
    const page = this.#freePages.pop() ?? this.#frameOf.length;
    this.#put(page, frame);
    this.#isChanged[frame] = 1;
    return page;
  }

  /** Nobody asks for these pages again. */
  free(pages: readonly Page[]): void {
    for (const page of pages) {
      if (page === 0) continue;
      const frame = (this.#frameOf[page] ?? 0) - 1;
      if (frame >= 0) this.#empty(frame);
      this.#frameOf[page] = 0;
      this.#freePages.push(page);
    }
    this.#lookAt = Math.max(this.#fewest, Math.min(this.#lookAt, 2 * this.count));
    if (this.count > 0) return;
    this.#file.clear();
    this.#frameOf = [0];
    this.#freePages = [];
  }

  /** Brings a page into memory, and gives it to who works in it. Throws like `allocate`. */
  hold(page: Page, held: HeldPage): void {
    const frame = this.frameOf(page);
    held.frame = frame;
    held.isChanged = false;
    this.#held[frame] = held;
  }

  /** Brings a page into memory. Throws like `allocate`. */
  frameOf(page: Page): Frame {
    const known = (this.#frameOf[page] ?? 0) - 1;
    if (known >= 0) {
      this.#isUsed[known] = 1;
      return known;
    }
    const frame = this.#emptyFrame();
    try {
      this.#file.read(page, this.#bytesOf(frame));
    } catch (error) {
      this.#emptyFrames.push(frame);
      throw error;
    }
    this.#put(page, frame);
    this.#isChanged[frame] = 0;
    return frame;
  }

  /** To be told of every frame that is written to. */
  change(frame: Frame): void {
    this.#isChanged[frame] = 1;
  }

  /** In a turn of its own: whoever allocates is at work. */
  #lookForForgotten(): void {
    this.#lookAt = 2 * this.count;
    setImmediate(this.#look).unref();
  }

  #put(page: Page, frame: Frame): void {
    this.#pageIn[frame] = page;
    this.#isUsed[frame] = 1;
    this.#frameOf[page] = frame + 1;
  }

  #emptyFrame(): Frame {
    const empty = this.#emptyFrames.pop();
    if (empty !== undefined) return empty;
    while (this.#isUsed[this.#hand] === 1) {
      this.#isUsed[this.#hand] = 0;
      this.#release(this.#hand);
      this.#hand = (this.#hand + 1) % this.#pageIn.length;
    }
    const frame = this.#hand;
    const page = this.#pageIn[frame] ?? 0;
    if (this.#isChanged[frame] === 1) this.#write(page, frame);
    this.#hand = (frame + 1) % this.#pageIn.length;
    this.#frameOf[page] = 0;
    this.#pageIn[frame] = 0;
    return frame;
  }

  /** Where the disk is full this throws, and all is as it was. */
  #write(page: Page, frame: Frame): void {
    const count = this.#inARow(page, frame);
    if (count > 1 && this.#areWritten(page, frame, count)) return;
    this.#file.write(page, this.#bytesOf(frame));
  }

  /** Pages, from this one on, that follow each other in memory and in the file, and are about to leave memory. */
  #inARow(page: Page, frame: Frame): number {
    let count = 1;
    while (count < mostInARow && this.#leavesSoon(frame + count, page + count)) {
      if (!this.#file.areTogether(page, page + count)) break;
      count++;
    }
    return count;
  }

  #leavesSoon(frame: Frame, page: Page): boolean {
    return this.#pageIn[frame] === page && this.#isUsed[frame] === 0 && this.#isChanged[frame] === 1;
  }

  /** Writes several pages by one call of the system. False: there is no room for all of them. */
  #areWritten(page: Page, frame: Frame, count: number): boolean {
    try {
      this.#file.write(page, this.bytes.subarray(frame * pageBytes, (frame + count) * pageBytes), count);
    } catch (error) {
      if (error instanceof SourceError) return false;
      throw error;
    }
    this.#isChanged.fill(0, frame, frame + count);
    return true;
  }

  #release(frame: Frame): void {
    this.#held[frame]?.release();
    this.#held[frame] = undefined;
  }

  #empty(frame: Frame): void {
    this.#release(frame);
    this.#pageIn[frame] = 0;
    this.#isUsed[frame] = 0;
    this.#isChanged[frame] = 0;
    this.#emptyFrames.push(frame);
  }

  #bytesOf(frame: Frame): Uint8Array {
    return this.bytes.subarray(frame * pageBytes, (frame + 1) * pageBytes);
  }
}

/** What all columns of this process share. */
export const sharedPages = new PageCache();

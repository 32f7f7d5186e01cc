// Looks for a text or a regular expression in all lines of a transcript, with ripgrep over the file itself, so that no
// byte of it passes through this process. Where that does not work, a text is looked for by the built-in search, and a
// regular expression by ripgrep over bytes that are handed to it.

import { assertNever } from "../../../../shared/assertNever.ts";
import type { Failure } from "../../../../shared/failure.ts";
import type { RegexCondition, TextCondition } from "../../../../shared/filter/filterTree.ts";
import type { Source } from "../../source/source.ts";
import { maxReadBytes } from "../../source/source.ts";
import type { BorderCondition } from "./borderPattern.ts";
import { borderPattern } from "./borderPattern.ts";
import { ByteSearch } from "./byteSearch.ts";
import type { LineHits } from "./hitQueue.ts";
import { HitQueue } from "./hitQueue.ts";
import type { RipgrepPattern } from "./ripgrepProgram.ts";
import { commonArguments, findRipgrep } from "./ripgrepProgram.ts";
import type { RipgrepEnd, RipgrepRun } from "./ripgrepRun.ts";
import { runRipgrep } from "./ripgrepRun.ts";
import { searchFailureOf } from "./searchFailure.ts";
import type { SearchManner } from "./searchManner.ts";
import { createDensityJudge, mannerArguments } from "./searchManner.ts";
import { ripgrepPattern } from "./spelling.ts";

/**
 * A line as long as this is not read into ripgrep's memory but mapped, which costs address space only. Otherwise it
 * reads, since mapped pages of a whole file look like memory in use.
 */
const longLine = 64 * 1024 * 1024;

/** Smaller files are searched before anybody could miss the first hit. */
const largeFile = 64 * 1024 * 1024;

/** Fewer bytes at a file's end are not worth a look at all of it. */
const shortEnd = 1024 * 1024;

/** What a line may be searched for. */
export type LineCondition = TextCondition | RegexCondition | BorderCondition;

export interface LineSearchOptions {
  readonly source: Source;
  readonly condition: LineCondition;
  /** Bytes of the longest record; undefined while it is not known yet. */
  readonly longestRecord: number | undefined;
  /** Bytes of a line on average, as far as it is known. */
  readonly lineBytes?: number | undefined;
  /** Lines that begin at this byte or before it are known already. */
  readonly after?: number | undefined;
  /** Of tests: ripgrep's path, and the manner in which it begins. */
  readonly program?: string | undefined;
  readonly manner?: SearchManner;
}

/** How ripgrep is told of a condition. */
export function patternOf(condition: LineCondition): RipgrepPattern {
  switch (condition.type) {
    case "text":
      return { pattern: ripgrepPattern(condition), ignoreCase: !condition.exactCase };
    case "borders":
      return { pattern: borderPattern(condition), ignoreCase: !condition.exactCase };
    case "regex":
      // A pattern is one line. ripgrep says itself that it cannot look for line breaks.
      return { pattern: condition.pattern.replaceAll("\n", "\\n"), ignoreCase: condition.ignoreCase };
    default:
      return assertNever(condition);
  }
}

/** False where a text is looked for by the built-in search alone, and slower. */
export function isForRipgrep({ identity }: Source): boolean {
  return identity !== undefined && findRipgrep() !== undefined;
}

/** Begins at once. Hits lie before the source's size as it was opened. */
export function searchLines(options: LineSearchOptions): LineHits {
  const search = new LineSearch(options);
  search.start();
  return search;
}

class LineSearch implements LineHits {
  readonly #options: LineSearchOptions;
  readonly #queue = new HitQueue();
  readonly #pattern: RipgrepPattern;
  /** Where the search ends that is under way, or has ended: lines behind it are not indexed yet. */
  #to: number;
  #isGrown = false;
  #run: RipgrepRun | undefined;
  #closed = false;
  #notice: string | undefined;
  /** The last line that is dealt with; a search that starts over skips up to it. */
  #last: number;

  constructor(options: LineSearchOptions) {
    this.#options = options;
    this.#pattern = patternOf(options.condition);
    this.#to = options.source.size;
    this.#last = options.after ?? -1;
  }

  readonly peek = (): number | undefined => this.#queue.peek();
  readonly until = (): number => this.#queue.until();
  readonly take = (): void => this.#queue.take();
  readonly ended = (): boolean => this.#queue.ended();
  readonly failure = (): Failure | undefined => this.#queue.failure();
  readonly changed = (): Promise<void> => this.#queue.changed();
  readonly notice = (): string | undefined => this.#notice;

  start(): void {
    const { program = findRipgrep(), source, condition } = this.#options;
    const { manner = source.size > largeFile ? "each" : "many" } = this.#options;
    const isEnd = this.#last >= 0 && this.#to - this.#last < shortEnd;
    if (isEnd && condition.type !== "regex") void this.#searchHere(condition);
    else if (program === undefined) this.#withoutRipgrep("ripgrep is not installed");
    else if (this.#isAtItsPath()) this.#searchFile(program, manner);
    else this.#searchHandedBytes(program);
  }

  close(): void {
    this.#closed = true;
    this.#run?.kill();
  }

  /** What comes little by little is not worth a look at the file by ripgrep itself. */
  grow(): void {
    const { source, condition } = this.#options;
    if (source.size <= this.#to || !this.#queue.ended() || this.#queue.failure() !== undefined || this.#closed) return;
    const from = this.#to;
    this.#to = source.size;
    this.#last = from - 1;
    this.#isGrown = true;
    this.#queue.goOn();
    const program = findRipgrep();
    if (condition.type !== "regex") void this.#searchHere(condition);
    else if (program === undefined) this.#withoutRipgrep("ripgrep is not installed");
    else this.#searchHandedBytes(program, from);
  }

  /** True while the path means the file that was indexed. */
  #isAtItsPath(): boolean {
    const { source } = this.#options;
    return source.identity !== undefined && source.change() === undefined;
  }

  #arguments(): readonly string[] {
    const { longestRecord = Number.POSITIVE_INFINITY } = this.#options;
    return [
      ...commonArguments(this.#pattern),
      ...["--byte-offset", "--no-line-number"],
      longestRecord > longLine ? "--mmap" : "--no-mmap",
    ];
  }

  #searchFile(program: string, manner: SearchManner): void {
    const { source, lineBytes } = this.#options;
    const judge = createDensityJudge({ size: source.size, lineBytes });
    let isTrusted = false;
    /** A path that means another file by now may have done so when ripgrep opened it. */
    const distrusts = (): boolean => {
      if (!isTrusted && !this.#isAtItsPath()) {
        run.kill();
        this.#searchHandedBytes(program);
        return true;
      }
      isTrusted = true;
      return false;
    };
    const run: RipgrepRun = runRipgrep(
      program,
      // The pattern comes by standard input: arguments may not be long everywhere.
      [...this.#arguments(), ...mannerArguments[manner], "--file", "-", "--", source.path],
      {
        onNumber: (line) => {
          if (this.#run !== run || distrusts()) return;
          if (manner === "most") this.#missed(line, run);
          else this.#found(line, run);
          const better = manner === "each" ? judge(line) : undefined;
          if (better === undefined || this.#queue.ended()) return;
          run.kill();
          this.#searchFile(program, better);
        },
        onEnd: (end) => {
          if (this.#run !== run || distrusts()) return;
          this.#finish(end, manner === "most");
        },
      },
    );
    this.#run = run;
    run.input?.end(this.#pattern.pattern);
  }

  #found(line: number, run: RipgrepRun): void {
    if (line <= this.#last) return;
    this.#last = line;
    // What was written behind the indexed end is not part of the transcript yet.
    if (line >= this.#to) {
      run.kill();
      this.#queue.end();
      return;
    }
    if (!this.#queue.push(line, line, () => run.resume())) run.pause();
  }

  /** A line without a hit: all lines since the one before have hits. */
  #missed(line: number, run: RipgrepRun): void {
    if (line <= this.#last || this.#queue.ended()) return;
    const from = this.#last + 1;
    const to = Math.min(line, this.#to);
    this.#last = line;
    if (from < to && !this.#queue.push(from, to, () => run.resume())) run.pause();
    if (line <= to) return;
    // It was written behind the indexed end.
    run.kill();
    this.#queue.end();
  }

  /** `isInverted`: the lines behind the last one that ripgrep told have hits. */
  #finish(end: RipgrepEnd, isInverted = false): void {
    const { source } = this.#options;
    // A few new lines are not worth the closer look.
    const change = this.#isGrown ? source.change() : source.finalChange();
    if (change === "shrunk" || change === "rewritten") {
      this.#queue.end({ code: "source-changed", name: source.name, change });
    } else if (end.ended === "done") {
      if (isInverted && this.#last + 1 < this.#to) this.#queue.push(this.#last + 1, this.#to, () => {});
      this.#queue.end();
    } else if (this.#options.condition.type !== "regex") this.#withoutRipgrep(`ripgrep failed (${end.message})`);
    else this.#queue.end(searchFailed(end));
  }

  /** For a file that is no longer at its path: ripgrep gets its bytes, a text is searched for here. */
  #searchHandedBytes(program: string, begin = 0): void {
    const { condition, source } = this.#options;
    if (condition.type !== "regex") {
      void this.#searchHere(condition);
      return;
    }
    const { longestRecord = Number.POSITIVE_INFINITY } = this.#options;
    if (longestRecord > longLine) {
      // Handed lines cannot be mapped.
      const detail = "a regular expression needs the file at its path when it has lines as long as here";
      this.#queue.end({ code: "search-failed", detail });
      return;
    }
    const pattern = ["--regexp", this.#pattern.pattern, "--", "-"];
    const run: RipgrepRun = runRipgrep(program, [...this.#arguments(), ...pattern], {
      onNumber: (line) => this.#found(begin + line, run),
      onEnd: (end) => this.#finish(end),
    });
    this.#run = run;
    void handBytes(source, run, begin, this.#to, () => this.#closed)
      .then(() => run.input?.end())
      .catch((error: unknown) => this.#fail(error));
  }

  #withoutRipgrep(reason: string): void {
    const { condition } = this.#options;
    if (condition.type !== "regex") {
      this.#notice = `Text is searched for more slowly than it could be: ${reason}.`;
      void this.#searchHere(condition);
    } else {
      this.#queue.end({ code: "search-failed", detail: `regular expressions need ripgrep, but ${reason}` });
    }
  }

  async #searchHere(condition: TextCondition | BorderCondition): Promise<void> {
    const { source } = this.#options;
    let resume: (() => void) | undefined;
    try {
      const options = { from: Math.max(0, this.#last), to: this.#to, stopped: () => this.#closed };
      await new ByteSearch(source, condition).run(options, (line) => {
        if (line <= this.#last) return undefined;
        this.#last = line;
        if (this.#queue.push(line, line, () => resume?.())) return undefined;
        return new Promise((resolve) => {
          resume = resolve;
        });
      });
      if (!this.#closed) this.#queue.end();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    this.#run?.kill();
    this.#queue.end(searchFailureOf(error));
  }
}

function searchFailed({ message }: Extract<RipgrepEnd, { readonly ended: "failed" }>): Failure {
  return { code: "search-failed", detail: message };
}

/** Writes bytes [from, to) of a source to ripgrep's standard input, as fast as it takes them. */
export async function handBytes(
  source: Source,
  run: RipgrepRun,
  from: number,
  to: number,
  stopped: () => boolean,
): Promise<void> {
  const { input } = run;
  for (let at = from; at < to && input !== undefined && input.writable && !stopped(); ) {
    const bytes = Buffer.allocUnsafe(Math.min(maxReadBytes, to - at));
    const read = source.readInto(bytes, 0, bytes.length, at);
    if (read === 0) break;
    at += read;
    if (input.write(bytes.subarray(0, read))) continue;
    await new Promise<void>((resolve) => {
      input.once("drain", resolve);
      input.once("close", resolve);
    });
  }
}

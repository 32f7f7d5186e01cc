// What of a library could not be looked through. A list that may lack sessions says so.

import { TextIds } from "../paging/textIds.ts";
import { systemWord } from "../source/fileSource.ts";
import { failureOf } from "../source/readingFailure.ts";

export interface LibraryProblem {
  /** Of a file or a folder. */
  readonly path: string;
  /** As the system calls it. */
  readonly word: string;
}

/** Problems that are listed; more are counted. */
const mostListed = 100;

/** One for a look through a library: each path is counted once, and the first hundred are listed. */
export class LibraryProblems {
  readonly #listed: LibraryProblem[] = [];
  /** Paths that were told, all of them: a search looks at a folder again for each of its pages. */
  readonly #told = new TextIds();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The first of them. */
  get listed(): readonly LibraryProblem[] {
    return this.#listed;
  }

  /** What is gone meanwhile lacks nothing. A bug is thrown. */
  tell(path: string, error: unknown): void {
    const failure = failureOf(error, path);
    if (failure.code === "not-found") return;
    const word = failure.code === "not-readable" ? failure.detail : systemWord(error);
    if (word === "ENOENT" || word === "ENOTDIR" || this.#told.ofText(path) <= this.#count) return;
    this.#count += 1;
    if (this.#listed.length < mostListed) this.#listed.push({ path, word });
  }

  /** Undefined when there is nothing to be said. */
  sentence(): string | undefined {
    const [first] = this.listed;
    if (first === undefined) return undefined;
    const more = this.#count - 1;
    const others = more === 0 ? "" : `, nor can ${more} more`;
    return `“${first.path}” cannot be read (${first.word})${others}: sessions may be missing from this list.`;
  }
}

// What an agent of the program's own was told to know. Those that sum up a session, or think about it (`acompact-…`,
// `asession_memory-…`), are asked with all that was said in it, and their files begin with the session's lines, under the same ids and
// times and as lines of the agent (2.1.88). Nothing marks them; the agent's own part begins with the last prompt.

import type { Archive } from "../../paging/archive.ts";
import { TextIds } from "../../paging/textIds.ts";
import { textAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";

/** Agents that a model calls for have names of `a` and 16 digits; these have a word between. */
const ownAgent = /^a[a-z]+(?:_[a-z]+)*-[0-9a-f]{16}$/;

export class ContextCopies {
  readonly #operations: ConversationOperations;
  /** Requests whose tokens were told, in their order. */
  readonly #requests = new TextIds();
  #told = 0;
  #dropped = 0;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  *archive(archive: Archive): Generator<undefined> {
    this.#told = archive.number(this.#told);
    this.#dropped = archive.number(this.#dropped);
    yield* this.#requests.archive(archive);
  }

  /** A line's answer took what was told under this name. */
  took(line: unknown, request: string): void {
    if (isOfOwnAgent(line)) this.#told = Math.max(this.#told, this.#requests.ofText(request));
  }

  /** A line is a prompt, which begins with an entry: what came before it was copied, if it is such an agent's. */
  prompted(line: unknown, entry: Entry): void {
    if (!isOfOwnAgent(line)) return;
    this.#operations.markRange(1, entry, marks.inherited);
    while (this.#dropped < this.#told) this.#operations.dropUsage(this.#requests.text(++this.#dropped));
  }
}

function isOfOwnAgent(line: unknown): boolean {
  return ownAgent.test(textAt(line, "agentId") ?? "");
}

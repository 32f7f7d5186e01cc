// The folder beside a session's file, named after the session: its sub-agents' files and results that were too long for a line.
// A fork gets a new folder and none of its parent's files (2.1.328).

import type { Archive } from "../../paging/archive.ts";
import { listAt, textAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import type { ReadingContext } from "../format.ts";
import { isBoolean, isText, orNone, valueIn } from "../keptValue.ts";
import { persistedText, placeOfAll } from "./persistedOutput.ts";

const ownIn = valueIn<{ session?: string | undefined; isInherited: boolean }>({
  session: orNone(isText),
  isInherited: isBoolean,
});

export class SessionFolder {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  /** The file may have been renamed: the lines know the session. */
  #session: string | undefined;
  #isInherited = false;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
  }

  archive(archive: Archive): void {
    const kept = archive.value({ session: this.#session, isInherited: this.#isInherited }, ownIn);
    this.#session = kept.session;
    this.#isInherited = kept.isInherited;
  }

  get isNamed(): boolean {
    return this.#session !== undefined;
  }

  /** What is named from now on is named by a line of the session's own. */
  atOwn(): void {
    this.#isInherited = false;
  }

  /** What is named from now on is named by this line. */
  at(line: unknown, isInherited: boolean): void {
    this.#session ??= textAt(line, "sessionId");
    this.#isInherited = isInherited;
    if (!isInherited) return;
    const origin = textAt(line, "forkedFrom", "sessionId") ?? textAt(line, "requestSessionId");
    if (origin === undefined || origin === this.#session) return;
    this.#operations.source({ relation: "origin", name: `${origin}.jsonl` });
  }

  /** An agent of this session; agents of agents lie in the same folder, beside the file that names them (2.1.328). */
  nameAgent(agent: string, call: string | undefined): void {
    if (this.#isInherited) return;
    const file = `agent-${agent}.jsonl`;
    const isAgents = this.#context.fileName.startsWith("agent-");
    const name = isAgents ? file : `${this.#name}/subagents/${file}`;
    this.#operations.source({ relation: "sub-agent", name, call });
  }

  /** The path is that of the machine which wrote it: what counts are its last three names. */
  takeResult(line: unknown): void {
    const saved = textAt(line, "toolUseResult", "persistedOutputPath");
    if (saved !== undefined) this.#nameOutput(saved);
    // Tools of other servers (MCP) and older versions say so in the result alone.
    else for (const block of listAt(line, "message", "content")) this.#takeText(block);
  }

  #takeText(block: unknown): void {
    const saved = placeOfAll(persistedText(block, this.#context) ?? "");
    if (saved !== undefined) this.#nameOutput(saved);
  }

  #nameOutput(saved: string): void {
    const [session, folder, name] = saved.split(/[\\/]/).slice(-3);
    if (folder !== "tool-results" || name === undefined) return;
    this.#operations.source({ relation: "output", name: `${session}/${folder}/${name}` });
  }

  get #name(): string {
    return this.#session ?? this.#context.fileName.replace(/\.jsonl$/, "");
  }

  /** Agents of agents and of workflows (`subagents/workflows/<run>/`) are named by no line of the session. */
  end(isAgents: boolean): void {
    if (isAgents) return;
    const relation = "sub-agent";
    this.#operations.source({ relation, name: `${this.#name}/subagents`, by: "folder", isOptional: true });
  }
}

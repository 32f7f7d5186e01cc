// Terminals that calls run their commands in. In version 1 the client has them: it answers the agent's `terminal/output` and
// `terminal/wait_for_exit`. In version 2 the agent tells of them in updates, and what they print in base64. A call only names its
// terminal, and "completed" says nothing of how the command ended (@agentclientprotocol/sdk 2.4, both schemas).

import type { Archive } from "../../paging/archive.ts";
import { listAt, numberAt, objectAt, textAt } from "../condensedValue.ts";
import type { ConversationOperations, Outcome } from "../conversationOperations.ts";
import { has, isNumber, isText, listOf, oneOf, orNone, valueIn } from "../keptValue.ts";
import type { PendingRequest } from "./pendingRequests.ts";

/** Terminals, and calls with one, that are remembered; the oldest go first. */
const mostRemembered = 1000;

interface Terminal {
  call?: string | undefined;
  exit?: Exit | undefined;
}

export interface Exit {
  readonly outcome: Outcome;
  readonly exitCode: number | undefined;
}

/** Each terminal once, and who knows it by its place among them. */
interface Kept {
  readonly terminals: readonly Terminal[];
  readonly byId: readonly (readonly [string, number])[];
  readonly ofCalls: readonly (readonly [string, number])[];
}

const isExit = has<Exit>({ outcome: oneOf("done", "failed"), exitCode: orNone(isNumber) });
const isPairs = listOf((pair) => Array.isArray(pair) && isText(pair[0]) && isNumber(pair[1]));
const keptIn = valueIn<Kept>({
  terminals: listOf(has<Terminal>({ call: orNone(isText), exit: orNone(isExit) })),
  byId: isPairs,
  ofCalls: isPairs,
});

export class Terminals {
  readonly #operations: ConversationOperations;
  readonly #terminals = new Map<string, Terminal>();
  readonly #ofCalls = new Map<string, Terminal>();

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  archive(archive: Archive): void {
    const terminals = [...new Set([...this.#terminals.values(), ...this.#ofCalls.values()])];
    const placed = (map: ReadonlyMap<string, Terminal>): readonly (readonly [string, number])[] =>
      [...map].map(([key, terminal]) => [key, terminals.indexOf(terminal)]);
    const kept = archive.value<Kept>(
      { terminals, byId: placed(this.#terminals), ofCalls: placed(this.#ofCalls) },
      keptIn,
    );
    if (!archive.isReading) return;
    for (const [id, place] of kept.byId) this.#terminals.set(id, kept.terminals[place] ?? {});
    for (const [call, place] of kept.ofCalls) this.#ofCalls.set(call, kept.terminals[place] ?? {});
  }

  /** Blocks of a call's content: the terminal that one of them names is the call's. */
  name(call: string, content: unknown): void {
    for (const block of Array.isArray(content) ? content : [content]) {
      const id = isTerminal(block) ? textAt(block, "terminalId") : undefined;
      if (id === undefined) continue;
      const terminal = this.#terminal(id);
      terminal.call = call;
      remember(this.#ofCalls, call, terminal);
    }
  }

  /** How the command in a call's terminal ended; undefined where that is not known (yet). */
  exitOf(call: string): Exit | undefined {
    return this.#ofCalls.get(call)?.exit;
  }

  /** The call whose terminal a request asked about. */
  callOf(request: PendingRequest | undefined): string | undefined {
    return this.#terminals.get(request?.terminal ?? "")?.call;
  }

  /** An update, or the answer to a request. */
  ended(terminal: string | undefined, status: unknown): void {
    const exit = exitOf(status);
    if (terminal === undefined || exit === undefined) return;
    const known = this.#terminal(terminal);
    known.exit = exit;
    if (known.call !== undefined) this.#operations.outcome(this.#operations.callOf(known.call), exit.outcome);
  }

  #terminal(id: string): Terminal {
    const known = this.#terminals.get(id);
    if (known !== undefined) return known;
    const terminal: Terminal = {};
    remember(this.#terminals, id, terminal);
    return terminal;
  }
}

function remember(map: Map<string, Terminal>, key: string, terminal: Terminal): void {
  map.set(key, terminal);
  if (map.size <= mostRemembered) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}

/** Whether a call's content shows nothing but terminals. */
export function isOnlyTerminals(call: unknown): boolean {
  const content = listAt(call, "content");
  return content.length > 0 && content.every(isTerminal);
}

function isTerminal(block: unknown): boolean {
  return textAt(block, "type") === "terminal";
}

/** `{exitCode, signal}`, of which either may be null; undefined while it runs. */
function exitOf(status: unknown): Exit | undefined {
  if (objectAt({ status }, "status") === undefined) return undefined;
  const exitCode = numberAt(status, "exitCode");
  if (textAt(status, "signal") !== undefined) return { outcome: "failed", exitCode };
  return exitCode === undefined ? undefined : { outcome: exitCode === 0 ? "done" : "failed", exitCode };
}

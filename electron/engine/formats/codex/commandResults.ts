// What the model was told of a call's result: prose, whose head says how a command ended. Rollouts have an event with the
// exit code beside it, but not always: legacy ones that Codex 0.169 goes on writing have none, and refusals have only prose.

import { numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { Outcome } from "../conversationOperations.ts";
import { readHead } from "../head.ts";
import { isRefusal } from "./refusals.ts";

export interface ProseResult {
  readonly outcome: Outcome;
  readonly exitCode: number | undefined;
  /** The process that goes on running, which later calls may write to. */
  readonly session: string | undefined;
  /** What the tool gave, behind the head. */
  readonly body: string;
}

/** `Chunk ID: …`, `Wall time: …`, `Process exited with code 1`, up to `Output:` (0.1xx); `Exit code: 1` of patches. */
const headLine =
  /^(?:Chunk ID: .*|Script (?:completed|running.*)|Wall time:? .*|Process exited with code (?<exited>-?\d+)|Exit code: (?<exit>-?\d+)|Process running with session ID (?<session>\d+)|Original token count: \d+|Output:)(?:\n|$)/;

/** 0.118 puts the command, which may have many lines, before the rest of the head. */
const commandLines = /^Command: [\s\S]*?\n(?=Chunk ID: |Wall time: )/;

/** Whether a result's head may be longer than what is at hand of a long text. */
export function hasLongHead(text: string): boolean {
  return text.startsWith("Command: ");
}

/** Whether the exit code stands behind the output. */
export function hasCodeAtEnd(text: string): boolean {
  return text.startsWith('{"output":');
}

/** Reads a result of `tool` by the beginning of its text, and by its end where the code stands there. */
export function readProse(text: string, end: string, tool: string): ProseResult {
  if (hasCodeAtEnd(text)) return readMetadata(text, end);
  let rest = text.replace(commandLines, "");
  let exitCode: number | undefined;
  let session: string | undefined;
  let hasOutput = false;
  for (let line = headLine.exec(rest); line !== null && !hasOutput; line = headLine.exec(rest)) {
    const { exited, exit, session: running } = line.groups ?? {};
    const code = exited ?? exit;
    if (code !== undefined) exitCode = Number(code);
    session ??= running;
    hasOutput = line[0].startsWith("Output:");
    rest = rest.slice(line[0].length);
    // A patch that was made by a command has a head of its own behind the command's.
    if (hasOutput && /^Exit code: -?\d+\n/.test(rest)) hasOutput = false;
  }
  const refused = !hasOutput && isRefusal(rest, tool);
  return { outcome: refused ? "failed" : outcomeOf(exitCode), exitCode, session, body: rest };
}

/** `{"output":"…","metadata":{"exit_code":1,…}}` (0.34 to 0.4x): the code stands behind the output. */
function readMetadata(text: string, end: string): ProseResult {
  const value = readHead(text, false);
  const behind = /"metadata":\{"exit_code":(-?\d+),"duration_seconds":[^{}]*\}\}$/.exec(end)?.[1];
  const exitCode = behind === undefined ? numberAt(value, "metadata", "exit_code") : Number(behind);
  return { outcome: outcomeOf(exitCode), exitCode, session: undefined, body: textAt(value, "output") ?? text };
}

export function outcomeOf(exitCode: number | undefined): Outcome {
  if (exitCode === undefined) return "unknown";
  return exitCode === 0 ? "done" : "failed";
}

/** The text of a result that is a string, a list of parts, or (before 0.1xx) an object with one of them. */
export function resultText(output: unknown): unknown {
  if (Array.isArray(output)) return valueAt(output, 0, "text");
  return valueAt(output, "content") ?? output;
}

// The calls of messages in a list, and what came of calls, as the AG-UI schema spells them and as some producers do: name and
// arguments beside the call's id, and the result in it.

import type { ValuePath } from "../condensedValue.ts";
import { listAt, textAt, valueAt } from "../condensedValue.ts";

export interface ListedCall {
  readonly call: unknown;
  /** Its place in the record. */
  readonly at: ValuePath;
}

/** The calls of a message that stands at a place. */
export function callsIn(message: unknown, at: ValuePath): readonly ListedCall[] {
  const name = isThere(valueAt(message, "toolCalls")) ? "toolCalls" : "tool_calls";
  return listAt(message, name).map((call, index) => ({ call, at: [...at, name, index] }));
}

export function toolOf(call: unknown): string {
  return textAt(call, "function", "name") ?? textAt(call, "name") ?? "";
}

const argumentPaths: readonly ValuePath[] = [["function", "arguments"], ["args"], ["arguments"]];

/** Where a call has its arguments. */
export function argumentsIn(call: unknown): ValuePath | undefined {
  return argumentPaths.find((path) => isThere(valueAt(call, ...path)));
}

/** The member of an event, message or call that says what came of a call. */
export function resultIn(value: unknown): string | undefined {
  return ["content", "result", "error"].find((name) => isThere(valueAt(value, name)));
}

/** Whether a call of a list, or the end of one, says what came of it. */
export function holdsResult(value: unknown): boolean {
  return isThere(valueAt(value, "result")) || isThere(valueAt(value, "error"));
}

/** Null stands for a member that is missing. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

// Results that a list of messages holds with its tool calls, and not as messages.

import type { TextIds } from "../../paging/textIds.ts";
import type { ListedMessage, NewResult, WholeMessage } from "../messageOperations.ts";
import type { Value } from "../shape.ts";

export interface HeldResult {
  readonly call: number;
  readonly content: Value;
}

/** The messages, and behind each one with calls the results that it holds and that no message of the list gives. */
export function placeResults(
  messages: readonly WholeMessage[],
  held: readonly HeldResult[],
  answered: ReadonlySet<number>,
  ids: TextIds,
): readonly ListedMessage[] {
  const results = new Map(held.filter(({ call }) => !answered.has(call)).map((result) => [result.call, result]));
  const taken = new Set(messages.map(({ id }) => id));
  const listed: ListedMessage[] = [];
  for (const message of messages) {
    listed.push(message);
    for (const call of message.calls) {
      const result = results.get(call);
      if (result === undefined) continue;
      results.delete(call);
      listed.push(
        newResult(
          call,
          result.content,
          resultId(call, ids, (id) => taken.has(id)),
        ),
      );
    }
  }
  return listed;
}

function newResult(call: number, content: Value, id: number): NewResult {
  return { id, call, content, parts: false, mend: content.type !== "string", subagent: 0 };
}

/** An id for the result of a call; the same for every reading of the log. */
export function resultId(call: number, ids: TextIds, isTaken: (id: number) => boolean): number {
  const name = `${ids.text(call)}-result`;
  let id = ids.ofText(name);
  for (let more = 2; isTaken(id); more++) id = ids.ofText(`${name}-${more}`);
  return id;
}

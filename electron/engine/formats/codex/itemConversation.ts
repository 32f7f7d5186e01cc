// The conversation in items that come whole, as standard output and the app-server give them: each message and call stands in
// one item, which is told when it starts and when it is completed.

import type { ValuePath } from "../condensedValue.ts";
import { isText, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks, Speaker } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ReadingContext } from "../format.ts";
import { keptOfItem } from "./cutOutputs.ts";
import type { Item } from "./items.ts";
import { agentsOf, plain, readItem } from "./items.ts";
import { messageParts, reasoningParts } from "./parts.ts";

export interface ItemReading {
  readonly operations: ConversationOperations;
  readonly context: ReadingContext;
}

export interface TakenItem {
  readonly item: Item;
  /** The message or call; 0: it is neither. */
  readonly entry: Entry;
}

/** Takes the item at `at` of a record. Its id is only equal within `scope`. A message says nothing before it is completed. */
export function takeItem(
  { operations, context }: ItemReading,
  record: unknown,
  at: ValuePath,
  told: { readonly scope: string; readonly isCompleted: boolean; readonly marks?: Marks },
): TakenItem {
  const item = readItem(record, at);
  const value = valueAt(record, ...at);
  // What a person ran with `!` is no call of the model.
  const isPersons = plain(textAt(value, "source") ?? "") === "usershell";
  const given = (told.marks ?? 0) | (isPersons ? marks.injected : 0);
  const key = `${told.scope} ${item.id}`;
  const message = (speaker: Speaker): Entry => operations.message({ key, speaker, marks: given });
  for (const agent of agentsOf(value)) operations.subagent(agent);
  switch (item.sort) {
    case "prompt":
    case "answer": {
      const entry = message(item.sort === "prompt" ? "user" : "assistant");
      if (!told.isCompleted) return { item, entry };
      for (const part of messageParts(record, at)) {
        if (part.sort === "text") operations.text(entry, part.at);
        else operations.attachment(entry, part.at);
      }
      return { item, entry };
    }
    case "reasoning": {
      const entry = message("assistant");
      if (told.isCompleted) for (const path of reasoningParts(record, at)) operations.reasoning(entry, path);
      return { item, entry };
    }
    case "call": {
      const isNew = operations.callOf(key) === 0;
      const entry = operations.call({ key, tool: item.tool, input: isNew ? item.input : undefined, marks: given });
      if (!told.isCompleted || item.isRunning) return { item, entry };
      const kept = item.output === undefined ? undefined : keptOfItem(valueAt(record, ...item.output), context);
      if (kept !== undefined) operations.keptOf(entry, kept);
      const { outcome, exitCode, output } = item;
      operations.result({
        call: key,
        outcome,
        exitCode,
        output,
        marks: kept === undefined ? given : given | marks.cut,
      });
      return { item, entry };
    }
    case "compaction":
      operations.compaction(key);
      return { item, entry: 0 };
    case "error":
      if (told.isCompleted) operations.notice(textAt(value, "message") ?? "A warning without words.");
      return { item, entry: 0 };
    default:
      if (told.isCompleted) takePlan(operations, value);
      return { item, entry: 0 };
  }
}

/** The plan that the model keeps up to date (until 0.145) is shown, and is no call: 0.169 offers no such tool. */
function takePlan(operations: ConversationOperations, item: unknown): void {
  if (plain(textAt(item, "type") ?? "") !== "todolist") return;
  const steps = valueAt(item, "items");
  if (!Array.isArray(steps)) return;
  const done = steps.filter((step) => valueAt(step, "completed") === true).length;
  const next = steps.find((step) => valueAt(step, "completed") !== true && isText(valueAt(step, "text")));
  const then = next === undefined ? "" : `; next: ${textAt(next, "text") ?? ""}`;
  operations.notice(`${done} of ${steps.length} steps of the plan are done${then}.`);
}

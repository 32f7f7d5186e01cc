// Messages that stand as JSON text in a string, as spans hold them: with parts (GenAI conventions), with a content (OpenInference,
// Langfuse), or as a whole chat completion. This says which words of them are meant, and what those are.

import type { Spoken } from "../../../shared/conversation.ts";
import { isObject, listAt, textAt, valueAt } from "./condensedValue.ts";

export interface SpokenMessages {
  readonly all: readonly unknown[];
  /** Those of the user, which are asked for by their number. */
  readonly ofUser: readonly unknown[];
}

/** The messages in a text; undefined when it is no such JSON. */
export function messagesIn(text: string): SpokenMessages | undefined {
  const all = listIn(text);
  return all && { all, ofUser: all.filter((message) => textAt(message, "role") === "user") };
}

function listIn(text: string): readonly unknown[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const choices = listAt(value, "choices").map((choice) => valueAt(choice, "message"));
  if (choices.length > 0) return choices;
  if (Array.isArray(value)) return value;
  const messages = listAt(value, "messages");
  return messages.length > 0 ? messages : [value];
}

/**
 * Undefined when they say none, or something is there that is no message: then all of it is shown as it stands, as the text and
 * not as the reasoning.
 */
export function wordsOf({ all, ofUser }: SpokenMessages, spoken: Spoken): string | undefined {
  if (typeof spoken === "number") return textIn(ofUser[spoken], "text") || undefined;
  const texts = all.map((message) => textIn(message, spoken === "reasoning" ? "reasoning" : "text"));
  if (texts.includes(undefined)) return spoken === "reasoning" ? "" : undefined;
  const words = texts.filter((text) => text !== "").join("\n\n");
  return words === "" && spoken !== "reasoning" ? undefined : words;
}

/** Parts stand on lines of their own, as the blocks of all families do. */
function textIn(message: unknown, type: "text" | "reasoning"): string | undefined {
  if (!isObject(message) || textAt(message, "role") === undefined) return undefined;
  const parts = message.parts ?? message.content;
  if (typeof parts === "string") return type === "text" ? parts : "";
  if (!Array.isArray(parts)) return parts === undefined || parts === null ? "" : undefined;
  return parts
    .filter((part) => textAt(part, "type") === type)
    .map((part) => textAt(part, "content") ?? textAt(part, "text") ?? "")
    .join("\n");
}

// The words of an answer that a span holds as JSON text: messages with parts (GenAI conventions), with a content (OpenInference,
// Langfuse), or a whole chat completion.

import { isObject, listAt, textAt, valueAt } from "../condensedValue.ts";

/** Undefined for a text that is no such JSON: it is the words itself. */
export function wordsIn(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const choices = listAt(value, "choices").map((choice) => valueAt(choice, "message"));
  const messages = choices.length > 0 ? choices : Array.isArray(value) ? value : [value];
  const words = messages.map(wordsOf);
  if (words.length === 0 || words.some((one) => one === undefined)) return undefined;
  return words.filter((one) => one !== "").join("\n\n");
}

function wordsOf(message: unknown): string | undefined {
  if (!isObject(message) || textAt(message, "role") === undefined) return undefined;
  const parts = message.parts ?? message.content;
  if (typeof parts === "string") return parts;
  if (!Array.isArray(parts)) return parts === undefined || parts === null ? "" : undefined;
  return parts
    .filter((part) => textAt(part, "type") === "text")
    .map((part) => textAt(part, "content") ?? textAt(part, "text") ?? "")
    .join("");
}

// Words that are meant of a string: those between tags, and those of messages that stand in it as JSON text, as spans hold them:
// with parts (GenAI conventions), with a content (OpenInference, Langfuse), or as a whole chat completion. This says which words
// of them are meant, and what those are.

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

/** What stands in an element that is all of the text; undefined when it is none. */
export function wordsBetweenTags(text: string): string | undefined {
  const [begin, name] = /^<([\w-]+)\b[^>]*>/.exec(text) ?? [];
  const end = `</${name}>`;
  const isElement = begin !== undefined && text.length >= begin.length + end.length && text.endsWith(end);
  return isElement ? text.slice(begin.length, -end.length) : undefined;
}

/** The words that are meant of a text; undefined: all of it. */
export function meantIn(text: string, spoken: Spoken): string | undefined {
  if (spoken === "wrapped") return wordsBetweenTags(text);
  const messages = messagesIn(text);
  return messages && wordsOf(messages, spoken);
}

/** The words that are meant of a text whose end may be cut off. */
export function beginningOf(text: string, spoken: Spoken): string {
  return meantIn(text, spoken) ?? (spoken === "wrapped" ? text.replace(/^<[\w-]+\b[^>]*>/, "") : text);
}

/** How often a text may stand as JSON text in JSON text: who writes it once too often seldom does it more than that. */
const deepest = 4;

/** A text that was written as a JSON string once more, as it was before. */
export function withoutQuotes(text: string): string {
  let inner = text;
  for (let depth = 0; depth < deepest && /^\s*"/.test(inner); depth++) {
    const value = parsed(inner);
    if (typeof value !== "string") break;
    inner = value;
  }
  return inner;
}

/** Undefined when it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function listIn(given: string): readonly unknown[] | undefined {
  const text = withoutQuotes(given);
  if (!/^\s*[[{]/.test(text)) return text === given ? undefined : [{ role: "", content: text }];
  const value = parsed(text);
  if (value === undefined) return undefined;
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
export function wordsOf(messages: SpokenMessages, spoken: Exclude<Spoken, "wrapped">): string | undefined {
  if (typeof spoken === "number") return textIn(messages.ofUser[spoken], "text") || undefined;
  const words = saidIn(messages, spoken === "reasoning" ? "reasoning" : "text");
  return spoken === "reasoning" ? (words ?? "") : words || undefined;
}

/** All that messages say, or what was thought before: "" where they do not. Undefined when something is there that is no message. */
export function saidIn({ all }: SpokenMessages, type: "text" | "reasoning"): string | undefined {
  const texts = all.map((message) => textIn(message, type));
  return texts.includes(undefined) ? undefined : texts.filter((text) => text !== "").join("\n\n");
}

/** Some write the parts of a message as JSON text in its content. */
function partsIn(content: unknown): unknown {
  if (typeof content !== "string" || !/^\s*["[]/.test(content)) return content;
  const text = withoutQuotes(content);
  const value = /^\s*\[/.test(text) ? parsed(text) : undefined;
  const areParts =
    Array.isArray(value) && value.length > 0 && value.every((part) => textAt(part, "type") !== undefined);
  return areParts ? value : content;
}

/** Parts stand on lines of their own, as the blocks of all families do. */
function textIn(message: unknown, type: "text" | "reasoning"): string | undefined {
  if (!isObject(message) || textAt(message, "role") === undefined) return undefined;
  const parts = partsIn(message.parts ?? message.content);
  if (typeof parts === "string") return type === "text" ? parts : "";
  if (!Array.isArray(parts)) return parts === undefined || parts === null ? "" : undefined;
  return parts
    .filter((part) => textAt(part, "type") === type)
    .map((part) => textAt(part, "content") ?? textAt(part, "text") ?? "")
    .join("\n");
}

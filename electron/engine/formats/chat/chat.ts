// Messages as they are sent to a model or stored by a chat, one a record, with a role and a content: what many programs keep as their
// history, and what some print (Kimi Code). OpenAI's Chat Completions and Responses, Anthropic's Messages, Google's contents and
// the messages of the AI SDK (ModelMessage, UIMessage) are told apart by their parts, message by message (parts.ts).

import { isObject, listAt, textAt, valueAt } from "../condensedValue.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { Format, Head } from "../format.ts";
import { compact, othersOf, readHead } from "../head.ts";
import { called, resulted, said, sentence } from "../sentence.ts";
import { ChatMessages } from "./chatMessages.ts";
import { roles } from "./roles.ts";

/**
 * The weakest of all families but plain JSON Lines: every record of the sample has to be a message or belong to one,
 * and any other family comes first.
 */
export const chat: Format = {
  name: "chat-messages",
  detect: (sample) => {
    const found = detectBy(sample, "are messages of a chat", isOurs);
    // A role and a content are little to go by: only a file of nothing else is one, in which a model answers or what is said has parts,
    // and every other family comes first. A log of what users and the system did has these members, too.
    if (found.score < 1 || !sample.some(isTelling)) return { ...found, score: 0 };
    return sample.some((head) => isAnswer(head) || isInParts(head)) ? { ...found, score: 0.5 } : guessed(found, 0.05);
  },
  plan: (sample) => ({
    kind: [
      [["role"], ["type"]],
      [
        ["content", 0, "type"],
        ["parts", 0, "type"],
      ],
    ],
    time: [["timestamp"], ["created_at"], ["createdAt"], ["metadata", "createdAt"], ["time"], ["ts"]],
    pair: [
      ["tool_call_id"],
      ["call_id"],
      ["tool_calls", 0, "id"],
      ["content", 0, "tool_use_id"],
      ["content", 0, "toolCallId"],
      ["content", 0, "id"],
      ["parts", 0, "toolCallId"],
      ["id"],
    ],
    role: [["role"]],
    tool: [
      ["tool_calls", 0, "function", "name"],
      ["function_call", "name"],
      ["content", 0, "name"],
      ["content", 0, "toolName"],
      ["parts", 0, "functionCall", "name"],
      ["parts", 0, "functionResponse", "name"],
      ...(sample.some(isNamed) ? [] : [["name"]]),
    ],
    errors: [["content", 0, "is_error"]],
  }),
  // Results of calls are said by the user, too, in some spellings.
  turns: ["user", "user/text", "user/input_text", "user/image*", "user/input_image", "user/file"],
  preview,
  conversation: (operations, context) => new ChatMessages(operations, context),
};

/** Members of a message that say more than its role does. */
const bodies = ["content", "parts", "tool_calls", "function_call"] as const;
const items: ReadonlySet<string> = new Set(["function_call", "function_call_output", "reasoning"]);

function isTelling(head: Head): boolean {
  return roles.has(textAt(head, "role") ?? "") && bodies.some((name) => isBody(valueAt(head, name)));
}

/** What is said is text, a list of parts or, beside calls, nothing; a call of old is an object. */
function isBody(value: unknown): boolean {
  return value === null || typeof value === "string" || Array.isArray(value) || isObject(value);
}

/** Of a model: a message in its name, or one of its calls. */
function isAnswer(head: Head): boolean {
  return roles.get(textAt(head, "role") ?? "") === "assistant" || items.has(textAt(head, "type") ?? "");
}

/** Of a speaker `name` says who it is (OpenAI's participants, AutoGen's agents); a call and its result have that of the tool there. */
function isNamed(head: Head): boolean {
  const speaker = roles.get(textAt(head, "role") ?? "");
  return speaker !== undefined && speaker !== "tool" && textAt(head, "name") !== undefined;
}

function isOurs(head: Head): boolean {
  if (isTelling(head)) return true;
  if (textAt(head, "role") === "meta") return textAt(head, "type") !== undefined;
  const type = textAt(head, "type") ?? "";
  return items.has(type) && (textAt(head, "call_id") !== undefined || Array.isArray(valueAt(head, "summary")));
}

function isInParts(head: Head): boolean {
  const [first] = [...listAt(head, "content"), ...listAt(head, "parts")];
  return isTelling(head) && (textAt(first, "type") ?? textAt(first, "text")) !== undefined;
}

function preview(head: Head): string {
  const role = textAt(head, "role") ?? "";
  const type = textAt(head, "type");
  if (type === "function_call") return called(textAt(head, "name"), argumentsOf(valueAt(head, "arguments")));
  if (type === "function_call_output") return resulted(compact(valueAt(head, "output")));
  if (role === "" || role === "meta") return othersOf(head, "role", "content");
  const parts = [...listAt(head, "content"), ...listAt(head, "parts")];
  const text =
    textAt(head, "content") ?? parts.map((part) => textAt(part, "text") ?? textAt(part, "thinking") ?? "").join("");
  if (role === "tool" || role === "function") {
    return resulted(text === "" ? compact(valueAt(head, "content")) : text);
  }
  return sentence(
    said(role, text),
    ...listAt(head, "tool_calls").map((call) =>
      called(textAt(call, "function", "name"), argumentsOf(valueAt(call, "function", "arguments"))),
    ),
    previewOlderCall(valueAt(head, "function_call")),
    ...parts.map(previewPart),
  );
}

/** The one call of a message, as Chat Completions had it before `tool_calls`. */
function previewOlderCall(call: unknown): string | undefined {
  return isObject(call) ? called(textAt(call, "name"), argumentsOf(valueAt(call, "arguments"))) : undefined;
}

function previewPart(part: unknown): string {
  const type = textAt(part, "type") ?? "";
  const name = textAt(part, "name") ?? textAt(part, "toolName") ?? (type.startsWith("tool-") ? type.slice(5) : "");
  if (type === "tool_result") {
    const content = valueAt(part, "content");
    return resulted(textAt(content, 0, "text") ?? compact(content), valueAt(part, "is_error") === true);
  }
  if (type === "tool-result") return resulted(compact(valueAt(part, "output") ?? valueAt(part, "result")));
  if (type === "tool_use" || type === "tool-call" || type === "dynamic-tool" || textAt(part, "state") !== undefined) {
    return type === "text" || type === "reasoning"
      ? ""
      : sentence(called(name, valueAt(part, "input") ?? valueAt(part, "args")), textAt(part, "errorText"));
  }
  const call = valueAt(part, "functionCall") ?? valueAt(part, "toolUse");
  return call === undefined ? "" : called(textAt(call, "name"), valueAt(call, "args") ?? valueAt(call, "input"));
}

/** The arguments of a call are JSON text, of which a head may hold a beginning. */
function argumentsOf(given: unknown): unknown {
  return typeof given === "string" && given.startsWith("{") ? readHead(given, false) : given;
}

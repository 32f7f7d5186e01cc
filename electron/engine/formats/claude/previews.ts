// Rows of Claude's families: who says or does what. A record's first bytes are all there is, so of a long line the type may
// be missing, which stands behind the message (Claude Code up to 2.1.328): the message's role says as much.

import { isObject, isTrueAt, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { called, resulted, said, sentence } from "../sentence.ts";
import { typeOfBlock } from "./blocks.ts";

/** Members that many lines repeat and that say nothing in a row. */
const everywhere = [
  ...["type", "subtype", "operation", "parentUuid", "logicalParentUuid", "isSidechain", "uuid", "sessionId"],
  ...["session_id", "timestamp", "cwd", "version", "gitBranch", "userType", "entrypoint", "slug", "isMeta"],
  ...["parent_tool_use_id", "id", "_type"],
];

export function previewSessionLine(head: Head): string {
  const attached = valueAt(head, "attachment") === undefined ? undefined : "attachment";
  switch (textAt(head, "type") ?? attached ?? textAt(head, "message", "role")) {
    case "user":
      return previewMessage(valueAt(head, "message"), userOf(head));
    case "assistant":
      return previewMessage(valueAt(head, "message"), "assistant");
    case "attachment":
      return previewAttachment(valueAt(head, "attachment"));
    case "queue-operation":
      return said(textAt(head, "operation") ?? "queue", textAt(head, "content"));
    case "api-request-blob":
      return previewMessage(valueAt(head, "message"), `sent as ${textAt(head, "message", "role") ?? "a message"}`);
    case "api-request":
      return sentence("request", textAt(head, "params", "model"), textAt(head, "querySource"));
    case "cost-state":
      return `${dollars(numberAt(head, "totalCostUSD"))} so far`;
    default:
      return previewSystem(head);
  }
}

export function previewStreamLine(head: Head): string {
  switch (textAt(head, "type") ?? textAt(head, "message", "role")) {
    case "user":
      return previewMessage(valueAt(head, "message"), userOf(head));
    case "assistant":
      return previewMessage(valueAt(head, "message"), "assistant");
    case "stream_event":
      return previewEvent(valueAt(head, "event"));
    case "result":
      return previewResult(head);
    default:
      return previewSystem(head);
  }
}

export function previewSdkMessage(head: Head): string {
  switch (textAt(head, "_type")) {
    case "UserMessage":
      return previewMessage(head, userOf(head));
    case "AssistantMessage":
      return previewMessage(head, "assistant");
    case "StreamEvent":
      return previewEvent(valueAt(head, "event"));
    case "ResultMessage":
      return previewResult(head);
    default:
      return sentence(textAt(head, "subtype"), previewSystem(valueAt(head, "data") ?? head));
  }
}

/** What a program said in a person's name is told apart from what a person said. */
function userOf(head: Head): string {
  const isProgram = isTrueAt(head, "isMeta") || isTrueAt(head, "isSynthetic") || isTrueAt(head, "isCompactSummary");
  return isProgram ? "program" : "user";
}

function previewMessage(message: unknown, who: string): string {
  const text = textAt(message, "content");
  if (text !== undefined) return said(who, text);
  const blocks = listAt(message, "content");
  const parts = blocks.map((block) => previewBlock(block, who));
  return parts.length > 0 ? sentence(...parts) : said(who, textAt(message, "role"));
}

function previewBlock(block: unknown, who: string): string {
  switch (typeOfBlock(block)) {
    case "text":
      return said(who, textAt(block, "text"));
    case "thinking":
      return sentence("thinks", textAt(block, "thinking") || "(not shown)");
    case "call":
      return called(textAt(block, "name"), valueAt(block, "input"));
    case "result":
      return previewToolResult(block);
    default:
      return `[${textAt(block, "type") ?? "block"}]`;
  }
}

/** `→ exit 1  No such file`: a command that failed begins with its code. */
function previewToolResult(block: unknown): string {
  const content = valueAt(block, "content");
  const parts = Array.isArray(content) ? content : [content];
  const text = parts
    .map((part) => (typeof part === "string" ? part : (textAt(part, "text") ?? kindOf(part))))
    .join("  ");
  const failed = isTrueAt(block, "is_error");
  const code = failed ? /^Exit code (\d+)\s*/.exec(text) : null;
  if (code === null) return resulted(text, failed);
  return resulted(sentence(`exit ${code[1]}`, text.slice(code[0].length)));
}

function kindOf(part: unknown): string {
  const type = textAt(part, "type");
  return type === undefined ? compact(part) : `[${type}]`;
}

function previewAttachment(attachment: unknown): string {
  const type = textAt(attachment, "type");
  if (type !== "queued_command") return sentence(type, isObject(attachment) ? othersOf(attachment, "type") : "");
  const prompt =
    textAt(attachment, "prompt") ??
    listAt(attachment, "prompt")
      .map((block) => textAt(block, "text") ?? "")
      .join(" ");
  return said(textAt(attachment, "commandMode") === "prompt" ? "user, while a tool ran" : "program", prompt);
}

function previewSystem(head: unknown): string {
  return sentence(textAt(head, "content"), othersOf(head, "content", ...everywhere));
}

/** An event of the streamed answer as the model's server sent it. */
function previewEvent(event: unknown): string {
  const delta = valueAt(event, "delta");
  const text = textAt(delta, "text") ?? textAt(delta, "thinking") ?? textAt(delta, "partial_json");
  if (text !== undefined) return text;
  const block = valueAt(event, "content_block");
  if (block !== undefined) return sentence(textAt(block, "type"), textAt(block, "name"));
  return sentence(textAt(event, "type"), textAt(delta, "stop_reason"));
}

function previewResult(head: Head): string {
  const failed = isTrueAt(head, "is_error");
  const errors = listAt(head, "errors").map(compact);
  const cost = numberAt(head, "total_cost_usd");
  return sentence(
    failed ? `failed: ${textAt(head, "subtype") ?? "error"}` : "done",
    ...(textAt(head, "result") === undefined ? errors : [said("result", textAt(head, "result"))]),
    cost === undefined ? undefined : `${dollars(cost)} so far`,
  );
}

function dollars(amount: number | undefined): string {
  return amount === undefined ? "unknown cost" : `$${amount.toFixed(4)}`;
}

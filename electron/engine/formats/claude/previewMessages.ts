// Rows of messages: who says or does what.

import { isTrueAt, listAt, textAt, valueAt } from "../condensedValue.ts";
import type { Head } from "../format.ts";
import { compact } from "../head.ts";
import { called, resulted, said, sentence } from "../sentence.ts";
import { typeOfBlock } from "./blocks.ts";

/** What a program said in a person's name is told apart from what a person said. */
export function userOf(head: Head): string {
  const isProgram = isTrueAt(head, "isMeta") || isTrueAt(head, "isSynthetic") || isTrueAt(head, "isCompactSummary");
  return isProgram ? "program" : "user";
}

export function previewMessage(message: unknown, who: string): string {
  const text = textAt(message, "content");
  if (text !== undefined) return previewWords(text, who);
  const parts = listAt(message, "content").map((block) => previewBlock(block, who));
  return parts.length > 0 ? sentence(...parts) : said(who, textAt(message, "role"));
}

function previewBlock(block: unknown, who: string): string {
  switch (typeOfBlock(block)) {
    case "text":
      return previewWords(textAt(block, "text") ?? "", who);
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

/** Words that begin with a tag were put in by the program, or are a command. */
function previewWords(text: string, who: string): string {
  const tag = /^\s*<([a-z-]+)>/.exec(text)?.[1];
  switch (tag) {
    case "command-name":
    case "command-message":
      return sentence("command", within(text, "command-name"), within(text, "command-args"));
    case "bash-input":
      return called("!", within(text, tag));
    case "local-command-stdout":
    case "local-command-stderr":
    case "bash-stdout":
    case "bash-stderr":
      return resulted(within(text, tag));
    case "task-notification":
      return sentence("task", within(text, "status"), within(text, "summary"));
    case "system-reminder":
    case "local-command-caveat":
      return said("program", within(text, tag));
    default:
      return said(who, text);
  }
}

/** What stands between a tag and its end, or the end of what is there. */
function within(text: string, tag: string): string | undefined {
  const start = text.indexOf(`<${tag}>`);
  if (start < 0) return undefined;
  const from = start + tag.length + 2;
  const end = text.indexOf(`</${tag}>`, from);
  return text.slice(from, end < 0 ? undefined : end).trim();
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
  return code === null ? resulted(text, failed) : resulted(sentence(`exit ${code[1]}`, text.slice(code[0].length)));
}

function kindOf(part: unknown): string {
  const type = textAt(part, "type");
  return type === undefined ? compact(part) : `[${type}]`;
}

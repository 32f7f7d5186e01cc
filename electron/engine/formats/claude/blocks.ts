// Blocks of a message's content, as the model's interface spells them and as the Python SDK's objects do.

import { isObject, textAt, valueAt } from "../condensedValue.ts";

export type BlockType = "text" | "thinking" | "call" | "result" | "image" | "other";

const typeOfObject = new Map<string, BlockType>([
  ["TextBlock", "text"],
  ["ThinkingBlock", "thinking"],
  ["ToolUseBlock", "call"],
  ["ServerToolUseBlock", "call"],
  ["ToolResultBlock", "result"],
  ["ServerToolResultBlock", "result"],
]);

export function typeOfBlock(block: unknown): BlockType {
  const type = textAt(block, "type");
  if (type === undefined) return typeOfObject.get(textAt(block, "_type") ?? "") ?? guessed(block);
  if (type === "text" || type === "thinking") return type;
  if (type === "image" || type === "document") return "image";
  // Also of tools that the model's server runs: `server_tool_use` and `web_search_tool_result`, `mcp_tool_use`, …
  if (type.endsWith("tool_use")) return "call";
  return type.endsWith("tool_result") ? "result" : "other";
}

/** Dumps made with `dataclasses.asdict` name no types: the members do. */
function guessed(block: unknown): BlockType {
  if (!isObject(block)) return "other";
  if (valueAt(block, "tool_use_id") !== undefined) return "result";
  if (valueAt(block, "name") !== undefined && valueAt(block, "input") !== undefined) return "call";
  if (valueAt(block, "thinking") !== undefined) return "thinking";
  return valueAt(block, "text") !== undefined ? "text" : "other";
}

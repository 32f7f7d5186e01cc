// Calls and results among the parts of a message, as vendors and libraries spell them.

import { isText, isTrueAt, textAt, type ValuePath, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";

/** Members that hold a result, where parts have no type: Google's, and those of Bedrock's Converse (and of Strands). */
const results = ["functionResponse", "toolResult"] as const;

/** Whether a part is the result of a call, and nothing that somebody says. */
export function isResult(part: unknown): boolean {
  const type = textAt(part, "type");
  return type === "tool_result" || type === "tool-result" || results.some((name) => valueAt(part, name) !== undefined);
}

/** Whether a person said a part: words, or a picture beside none. */
export function isSpoken(part: unknown): boolean {
  return !isResult(part) && isText(valueAt(part, "text"));
}

export function isAttachment(part: unknown): boolean {
  return (
    /image|file|document|audio|media/i.test(textAt(part, "type") ?? "") || valueAt(part, "inlineData") !== undefined
  );
}

/** Takes a call, with its result where the part holds both (UIMessage). */
export function takeCallPart(
  operations: ConversationOperations,
  message: Entry,
  part: unknown,
  at: ValuePath,
): boolean {
  const type = textAt(part, "type") ?? "";
  if (type === "tool_use" || type === "server_tool_use") {
    const tool = textAt(part, "name") ?? "";
    operations.call({ key: textAt(part, "id") ?? "", tool, message, input: [...at, "input"], isNew: true });
    return true;
  }
  const key = textAt(part, "toolCallId");
  if (type === "tool-call") {
    const name = valueAt(part, "input") === undefined ? "args" : "input";
    const tool = textAt(part, "toolName") ?? "";
    operations.call({ key: key ?? "", tool, message, input: [...at, name], isNew: true });
    return true;
  }
  const isUiCall =
    key !== undefined && (type === "dynamic-tool" || (type.startsWith("tool-") && type !== "tool-result"));
  if (isUiCall) {
    const tool = textAt(part, "toolName") ?? type.slice("tool-".length);
    operations.call({ key, tool, message, input: [...at, "input"], isNew: true });
    takeState(operations, key, part, at);
    return true;
  }
  if (valueAt(part, "toolUse") !== undefined) {
    const [use, tool] = [textAt(part, "toolUse", "toolUseId"), textAt(part, "toolUse", "name")];
    operations.call({ key: use ?? "", tool: tool ?? "", message, input: [...at, "toolUse", "input"], isNew: true });
    return true;
  }
  const call = valueAt(part, "functionCall");
  if (call === undefined) return false;
  const tool = textAt(call, "name") ?? "";
  const input = [...at, "functionCall", "args"];
  operations.call({ key: textAt(call, "id") ?? tool, tool, message, input, isNew: true });
  return true;
}

/** How far a call of a UIMessage has come. */
function takeState(operations: ConversationOperations, call: string, part: unknown, at: ValuePath): void {
  switch (textAt(part, "state")) {
    case "output-available":
      operations.result({
        call,
        outcome: "done",
        output: [...at, "output"],
        isPartial: isTrueAt(part, "preliminary"),
      });
      break;
    case "output-error":
      operations.result({ call, outcome: "failed", output: [...at, "errorText"] });
      break;
    case "output-denied":
      operations.result({ call, outcome: "failed", output: [...at, "approval", "reason"] });
      break;
    default:
      // Its arguments stream in, or it waits for an approval.
      break;
  }
}

/** Takes results that are all of a message. A picture beside one is a part of it: nobody says it. */
export function takeResults(operations: ConversationOperations, parts: readonly unknown[], at: ValuePath): void {
  let call = parts.map(callOfResult).find((key) => key !== undefined) ?? "";
  parts.forEach((part, index) => {
    const path = [...at, index];
    if (takeResultPart(operations, part, path)) call = callOfResult(part) ?? call;
    else if (isAttachment(part)) operations.result({ call, outcome: "unknown", output: path, continues: true });
  });
}

function callOfResult(part: unknown): string | undefined {
  const response = valueAt(part, "functionResponse");
  return (
    textAt(part, "tool_use_id") ??
    (textAt(part, "type") === "tool-result" ? textAt(part, "toolCallId") : undefined) ??
    textAt(part, "toolResult", "toolUseId") ??
    textAt(response, "id") ??
    textAt(response, "name")
  );
}

export function takeResultPart(operations: ConversationOperations, part: unknown, at: ValuePath): boolean {
  const type = textAt(part, "type");
  if (type === "tool_result") {
    const outcome = isTrueAt(part, "is_error") ? "failed" : "done";
    operations.result({ call: textAt(part, "tool_use_id") ?? "", outcome, output: [...at, "content"] });
    return true;
  }
  if (type === "tool-result") {
    const sort = textAt(part, "output", "type") ?? "";
    const failed = isTrueAt(part, "isError") || sort.startsWith("error") || sort === "execution-denied";
    // The AI SDK 4 has `result`, later ones an `output` that says of which sort its value is.
    const output = valueAt(part, "output", "value") !== undefined ? ["output", "value"] : ["result"];
    operations.result({
      call: textAt(part, "toolCallId") ?? "",
      outcome: failed ? "failed" : "done",
      output: [...at, ...output],
    });
    return true;
  }
  const converse = valueAt(part, "toolResult");
  if (converse !== undefined) {
    const outcome = textAt(converse, "status") === "error" ? "failed" : "done";
    const output = [...at, "toolResult", "content"];
    operations.result({ call: textAt(converse, "toolUseId") ?? "", outcome, output });
    return true;
  }
  const response = valueAt(part, "functionResponse");
  if (response === undefined) return false;
  const failed = valueAt(response, "response", "error") !== undefined;
  operations.result({
    call: textAt(response, "id") ?? textAt(response, "name") ?? "",
    outcome: failed ? "failed" : "done",
    output: [...at, "functionResponse", "response"],
  });
  return true;
}

// What `codex app-server` writes on its standard output: JSON-RPC without a `jsonrpc` member, notifications with the time
// they were sent at. Items are those of the other two formats, in camelCase.

import { idAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import { detectBy } from "../detecting.ts";
import type { Format, Head } from "../format.ts";
import { onceLoaded } from "../onceLoaded.ts";
import { said, sentence } from "../sentence.ts";
import { failuresAt } from "./failures.ts";
import { previewItem, previewOther } from "./preview.ts";

const method = /^(?:thread|turn|item)\/[\w/]+$/;

/**
 * Only one direction: what the client asked is not in it, so answers are counted as its own once a notification has
 * shown whose they are.
 */
export const codexAppServer: Format = {
  name: "codex-app-server",
  detect: (sample) => {
    const hasOwn = sample.some((head) => valueAt(head, "jsonrpc") === undefined && method.test(methodOf(head)));
    return detectBy(
      sample,
      "are messages of Codex's app-server",
      (head) => hasOwn && valueAt(head, "jsonrpc") === undefined && (methodOf(head) !== "" || isAnswer(head)),
    );
  },
  plan: () => ({
    kind: [[["method"]], [["params", "item", "type"]]],
    time: [["emittedAtMs"]],
    pair: [["params", "item", "id"], ["params", "itemId"], ["params", "turnId"], ["id"]],
    role: [],
    tool: [["params", "item", "tool"]],
    level: failuresAt("exitCode", ["params", "item"], ["params", "turn"]),
    errors: [["params", "item", "result", "isError"]],
    denials: [["params", "item", "success"]],
  }),
  owns: (head) => method.test(methodOf(head)) || isAnswer(head),
  errorKinds: ["error", "turn/failed"],
  deltas: [{ kinds: ["item/*/delta", "item/*Delta"], text: [["params", "delta"]], together: "id", comeWhole: true }],
  turns: ["turn/started"],
  preview,
  conversation: onceLoaded(async () => {
    const { AppServerReader } = await import("./appServerReader.ts");
    return (operations, context) => new AppServerReader(operations, context);
  }),
};

function methodOf(head: Head): string {
  return textAt(head, "method") ?? "";
}

function isAnswer(head: Head): boolean {
  const id = numberAt(head, "id") ?? textAt(head, "id");
  return id !== undefined && (valueAt(head, "result") !== undefined || valueAt(head, "error") !== undefined);
}

function preview(head: Head): string {
  const params = valueAt(head, "params");
  const delta = textAt(params, "delta");
  switch (methodOf(head)) {
    case "":
      return sentence("answers", idAt(head, "id"), previewOther(valueAt(head, "result") ?? valueAt(head, "error")));
    case "item/started":
    case "item/completed":
      return previewItem(params, ["item"]);
    case "turn/start":
      return said("user", textAt(params, "input", 0, "text"));
    case "turn/started":
      return "the turn begins";
    case "turn/completed":
      return sentence("the turn ends", textAt(params, "turn", "status"), textAt(params, "turn", "error", "message"));
    default:
      return delta ?? previewOther(params);
  }
}

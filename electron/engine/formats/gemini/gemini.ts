// Sessions of the Gemini CLI (@google/gemini-cli 0.61, and 0.40): `~/.gemini/tmp/<project>/chats/session-*.jsonl`, a log of
// records and patches. Read for what was ever said: of each record the richest version counts, since a resume writes all of
// them again without tokens and calls, and a compaction lists copies under new ids.

import { listAt, textAt, valueAt } from "../condensedValue.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { Format, Head } from "../format.ts";
import { othersOf } from "../head.ts";
import { onceLoaded } from "../onceLoaded.ts";
import { called, resulted, said, sentence } from "../sentence.ts";
import { isOnlyResults, previewParts } from "./parts.ts";

const recordTypes: ReadonlySet<string> = new Set(["user", "gemini", "info", "error", "warning"]);

/** Without a header, a patch or an answer only prompts are looked for, and only guessed at. */
export const gemini: Format = {
  name: "gemini",
  detect: (sample) => {
    const found = detectBy(sample, "are records and patches of a Gemini CLI session", isOurs);
    // Infos and errors with an id are in any log: alone, only what users said is guessed at.
    return sample.some(isTelling)
      ? found
      : guessed(detectBy(sample, "are records of a Gemini CLI session", isPrompt), 0.4);
  },
  plan: () => ({
    kind: [[["type"], ["kind"]], [["toolCalls", 0, "status"]]],
    time: [["timestamp"], ["$set", "lastUpdated"], ["startTime"]],
    pair: [
      ["content", 0, "functionResponse", "id"],
      ["toolCalls", 0, "id"],
    ],
    role: [["type"]],
    tool: [
      ["toolCalls", 0, "name"],
      ["content", 0, "functionResponse", "name"],
    ],
  }),
  errorKinds: ["error", "*/error"],
  turns: ["user"],
  preview,
  conversation: onceLoaded(async () => {
    const { GeminiSession } = await import("./geminiSession.ts");
    return (operations, context) => new GeminiSession(operations, context);
  }),
};

function isPatch(head: Head): boolean {
  return valueAt(head, "$set") !== undefined || valueAt(head, "$rewindTo") !== undefined;
}

function isHeader(head: Head): boolean {
  return textAt(head, "sessionId") !== undefined && textAt(head, "projectHash") !== undefined;
}

function isTelling(head: Head): boolean {
  return isPatch(head) || isHeader(head) || textAt(head, "type") === "gemini";
}

function isPrompt(head: Head): boolean {
  return isOurs(head) && textAt(head, "type") === "user" && textAt(head, "timestamp") !== undefined;
}

function isOurs(head: Head): boolean {
  const isRecord = recordTypes.has(textAt(head, "type") ?? "") && valueAt(head, "content") !== undefined;
  return isTelling(head) || (isRecord && textAt(head, "id") !== undefined && valueAt(head, "parentUuid") === undefined);
}

function preview(head: Head): string {
  if (isPatch(head)) return previewPatch(head);
  const type = textAt(head, "type");
  if (type === undefined) return othersOf(head, "sessionId", "projectHash");
  const calls = listAt(head, "toolCalls").map((call) => {
    const output = textAt(call, "resultDisplay") ?? textAt(call, "result", 0, "functionResponse", "response", "output");
    const failed = textAt(call, "status") === "error";
    return sentence(called(textAt(call, "name"), valueAt(call, "args")), resulted(output, failed));
  });
  const text = previewParts(valueAt(head, "content"));
  const thought = text === "" && calls.length === 0 ? textAt(head, "thoughts", 0, "description") : undefined;
  return sentence(text === "" || isOnlyResults(listAt(head, "content")) ? text : said(type, text), thought, ...calls);
}

function previewPatch(head: Head): string {
  const rewind = textAt(head, "$rewindTo");
  if (rewind !== undefined) return sentence("rewind to", rewind);
  const messages = valueAt(head, "$set", "messages");
  if (Array.isArray(messages)) return sentence("list of", `${messages.length} messages`);
  return othersOf(valueAt(head, "$set"));
}

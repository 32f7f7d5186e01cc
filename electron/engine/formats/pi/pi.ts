// Sessions of pi: a tree of entries by `id` and `parentId`, whose last entry is the leaf. Older ones have no ids and are a
// plain list. A fork is a new file that begins with copies of its parent's entries, under their old times.

import { TextIds } from "../../paging/textIds.ts";
import { listAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { othersOf } from "../head.ts";
import { isNumber, isText, orNone, valueIn } from "../keptValue.ts";
import { Lineage } from "../lineage.ts";
import { said, sentence } from "../sentence.ts";
import { PiMessages, previewMessage } from "./messages.ts";

/** Entries of a session, beside the header. */
const entryTypes: ReadonlySet<string> = new Set([
  ...["model_change", "thinking_level_change", "compaction", "branch_summary", "custom", "custom_message", "label"],
  ...["session_info", "context_edit", "usage"],
]);
const roles: ReadonlySet<string> = new Set(["system", "user", "assistant", "toolResult", "bashExecution", "custom"]);

const ownIn = valueIn<{ leaf?: string | undefined; forkedAt?: number | undefined }>({
  leaf: orNone(isText),
  forkedAt: orNone(isNumber),
});

/** For sure with its header line; without one only messages, and entries that name a parent, are taken for its own. */
export const pi: Format = {
  name: "pi",
  detect: (sample) => {
    if (sample.some(isHeader)) return detectBy(sample, "are entries of a pi session", isEntry);
    // Without a header (the sample may lack it), labels, usage and the like are in any log: an entry then names its parent.
    const isPlaced = (head: Head): boolean => isMessage(head) || valueAt(head, "parentId") !== undefined;
    return guessed(
      detectBy(sample, "are entries of a pi session", (head) => isEntry(head) && isPlaced(head)),
      0.5,
    );
  },
  plan: () => ({
    kind: [[["type"]], [["message", "role"]]],
    time: [["timestamp"], ["message", "timestamp"]],
    pair: [
      ["message", "toolCallId"],
      ["message", "content", 0, "id"],
    ],
    role: [["message", "role"]],
    tool: [
      ["message", "toolName"],
      ["message", "content", 0, "name"],
    ],
    errors: [["message", "isError"]],
  }),
  turns: ["message/user"],
  preview,
  kinship: (beginning) => {
    const [header] = beginning;
    return { id: textAt(header, "id"), parent: originOf(header) };
  },
  conversation: (operations, context) => {
    const messages = new PiMessages(operations, context);
    const lineage = new Lineage();
    /** Entries by id and time: whoever hands lines on may hand one on twice, and then it is no other one. */
    const seen = new TextIds();
    let leaf: string | undefined;
    /** Entries before this time are a fork's inheritance. */
    let forkedAt: number | undefined;
    return {
      take: ({ value, time }) => {
        const from = operations.nextEntry();
        const id = textAt(value, "id");
        const written = `${id} ${textAt(value, "timestamp")}`;
        if (id !== undefined && seen.known(written) !== 0) return;
        if (id !== undefined) seen.ofText(written);
        const inherited = forkedAt !== undefined && time !== undefined && time < forkedAt ? marks.inherited : 0;
        switch (textAt(value, "type")) {
          case "session":
            if (isFork(value)) forkedAt = time;
            nameOrigin(value, operations);
            break;
          case "message":
            messages.take(value, ["message"], inherited);
            break;
          case "compaction":
            operations.compaction();
            messages.takeSummary(value, ["summary"], inherited);
            // Summing up took requests of its own (1.6).
            if (inherited === 0) messages.takeUsage(value);
            break;
          case "branch_summary":
            messages.takeSummary(value, ["summary"], inherited);
            if (inherited === 0) messages.takeUsage(value);
            break;
          case "usage":
            // Of a request beside the conversation (1.6).
            if (inherited === 0) messages.takeUsage(value);
            break;
          case "custom":
            // It was stopped while calls ran (Oh My Pi 18.2).
            if (textAt(value, "data", "kind") === "signal" && listAt(value, "data", "pendingToolCalls").length > 0) {
              operations.end("interrupted");
            }
            break;
          case "context_edit":
            takeBack(value, lineage, operations);
            break;
          default:
            break;
        }
        operations.markRange(from, operations.nextEntry(), inherited);
        if (id === undefined || textAt(value, "type") === "session") return;
        lineage.add(id, textAt(value, "parentId"), from, operations.nextEntry());
        leaf = id;
      },
      *archive(archive) {
        const own = archive.value({ leaf, forkedAt }, ownIn);
        leaf = own.leaf;
        forkedAt = own.forkedAt;
        yield* messages.archive(archive);
        yield* lineage.archive(archive);
        yield* seen.archive(archive);
      },
      end: () => {
        if (leaf === undefined) return;
        for (const [from, to] of lineage.besides(leaf)) operations.markRange(from, to, marks.undone);
      },
    } satisfies ConversationReader;
  },
};

/** An answer that failed is taken out of what the model is told, with the results of its calls, before it is asked again (1.6). */
function takeBack(edit: unknown, lineage: Lineage, operations: ConversationOperations): void {
  if (valueAt(edit, "replacement") !== null) return;
  const [from, to] = lineage.of(textAt(edit, "targetId") ?? "");
  if (from < to) operations.markRange(from, to, marks.undone);
}

function isFork(header: FormatRecord["value"]): boolean {
  return textAt(header, "parentSession") !== undefined || textAt(header, "branchedFrom") !== undefined;
}

function nameOrigin(header: FormatRecord["value"], operations: ConversationOperations): void {
  const name = originOf(header);
  if (name !== undefined && name !== "") operations.source({ relation: "origin", name });
}

/** Forks lie in the folder of the session they come from; the path is that of the machine which wrote it. */
function originOf(header: Head): string | undefined {
  const origin = textAt(header, "parentSession") ?? textAt(header, "branchedFrom");
  return origin?.split(/[\\/]/).at(-1);
}

function isHeader(head: Head): boolean {
  return textAt(head, "type") === "session" && textAt(head, "cwd") !== undefined;
}

function isEntry(head: Head): boolean {
  const type = textAt(head, "type") ?? "";
  return isMessage(head) || isHeader(head) || entryTypes.has(type);
}

function isMessage(head: Head): boolean {
  const isOfRole = roles.has(textAt(head, "message", "role") ?? "");
  return textAt(head, "type") === "message" && isOfRole && textAt(head, "id") !== "";
}

function preview(head: Head): string {
  switch (textAt(head, "type")) {
    case "message":
      return previewMessage(valueAt(head, "message"));
    case "compaction":
    case "branch_summary":
      return said("summary", textAt(head, "summary"));
    case "model_change":
      return sentence(textAt(head, "provider"), textAt(head, "modelId"));
    default:
      return othersOf(head, "type", "id", "parentId", "timestamp");
  }
}

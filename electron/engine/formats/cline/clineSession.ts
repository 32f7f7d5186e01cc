// The messages of a Cline session (`<id>.messages.json`, cline 3.0): one JSON document that is written anew each time, read as a
// line for the session, one for each message and one for what stands behind them. Results of calls come in a user's name, a
// message each; what went wrong is told in the model's (`displayOnly`).

import { beginsAt, isText, isTrueAt, isVisible, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { called, resulted, said, sentence } from "../sentence.ts";
import { beginningOf } from "../spoken.ts";
import { hasFailed } from "./outcome.ts";

/**
 * A plain `.json` stays plain JSON unless this is chosen; then, and in mixed files, its messages are read all the same.
 */
export const clineSession: Format = {
  name: "cline-session",
  staysPlain: true,
  detect: (sample) => {
    const found = detectBy(sample, "are messages of a session of Cline", isOurs);
    return sample.some(isTelling) ? found : guessed(found, 0.4);
  },
  plan: () => ({
    kind: [[["role"]], [["content", 0, "type"]]],
    time: [["ts"]],
    pair: [
      ["content", 0, "tool_use_id"],
      ["content", 0, "id"],
    ],
    role: [["role"]],
    tool: [["content", 0, "name"]],
  }),
  turns: ["user/text"],
  preview,
  conversation: (operations) => new ClineSession(operations),
};

function isOurs(head: Head): boolean {
  return isHeader(head) || isMessage(head);
}

function isHeader(head: Head): boolean {
  return textAt(head, "sessionId") !== undefined && textAt(head, "origin", "source") !== undefined;
}

function isMessage(head: Head): boolean {
  const hasPlace = textAt(head, "id") !== undefined && numberAt(head, "ts") !== undefined;
  return hasPlace && textAt(head, "role") !== undefined && Array.isArray(valueAt(head, "content"));
}

/** What the program says in the person's name belongs to no run of theirs: that an answer was cut, say (3.0). */
function isPrograms(message: unknown): boolean {
  return numberAt(message, "metadata", "userRunSpan") === 0;
}

/** How the program asks on behind an answer that reached its limit of tokens. */
const cutText = /^Your previous response was cut off/;

/** What other programs' messages do not have. */
function isTelling(head: Head): boolean {
  return isHeader(head) || numberAt(head, "metrics", "inputTokens") !== undefined;
}

class ClineSession implements ConversationReader {
  readonly #operations: ConversationOperations;
  /** The last answer, and whether no tokens were told of it: its stream broke, or the server tells none. */
  #answer: Entry = 0;
  #lacksTokens = false;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value }: FormatRecord): void {
    if (!isMessage(value)) return;
    if (textAt(value, "role") === "assistant") this.#takeAnswer(value);
    else this.#takeUser(value);
  }

  #takeUser(value: unknown): void {
    const operations = this.#operations;
    const given = isPrograms(value) ? marks.injected : 0;
    if (given !== 0 && cutText.test(textAt(value, "content", 0, "text") ?? "")) this.#cut();
    let said: Entry = 0;
    const open = (): Entry => {
      if (said === 0) said = operations.message({ key: textAt(value, "id"), speaker: "user", marks: given });
      return said;
    };
    listAt(value, "content").forEach((block, index) => {
      const at = ["content", index];
      switch (textAt(block, "type")) {
        case "tool_result":
          operations.result({
            call: textAt(block, "tool_use_id") ?? "",
            outcome: isTrueAt(block, "is_error") || hasFailed(block, "content") ? "failed" : "done",
            output: [...at, "content"],
          });
          break;
        case "text":
          if (!isVisible(valueAt(block, "text"))) break;
          operations.text(open(), [...at, "text"], false, beginsAt(block, "text", wrapper) ? "wrapped" : undefined);
          break;
        case "image":
        case "file":
          operations.attachment(open(), at);
          break;
        default:
          break;
      }
    });
    operations.end("open");
  }

  #cut(): void {
    if (this.#answer !== 0) this.#operations.mark(this.#answer, marks.cut);
  }

  #takeAnswer(value: unknown): void {
    const operations = this.#operations;
    // An error of the server's is shown as an answer, which the model is never told of.
    const isError = isTrueAt(value, "metadata", "displayOnly");
    const id = textAt(value, "id");
    const entry = operations.message({ key: id, speaker: "assistant", marks: isError ? marks.madeUp : 0 });
    let calls = 0;
    listAt(value, "content").forEach((block, index) => {
      const at = ["content", index];
      switch (textAt(block, "type")) {
        case "text":
          if (isVisible(valueAt(block, "text"))) operations.text(entry, [...at, "text"]);
          break;
        case "thinking":
          if (isText(valueAt(block, "thinking"))) operations.reasoning(entry, [...at, "thinking"]);
          break;
        case "tool_use":
          calls++;
          operations.call({
            key: textAt(block, "id") ?? "",
            tool: textAt(block, "name") ?? "",
            message: entry,
            input: [...at, "input"],
            isNew: true,
          });
          break;
        default:
          break;
      }
    });
    operations.model(textAt(value, "modelInfo", "id") ?? "");
    if (isError) {
      // Of an answer whose stream broke all is kept that came.
      if (this.#lacksTokens) this.#cut();
      operations.error(textAt(value, "content", 0, "text") ?? "Cline met an error.", true);
      operations.end("failed");
    } else {
      this.#lacksTokens = !this.#takeTokens(valueAt(value, "metrics"), id ?? String(entry));
      operations.end(calls > 0 ? "open" : "completed");
    }
    this.#answer = isError ? 0 : entry;
  }

  /** As the events of its standard output have them. Whether there are any: of an answer that broke they are zeros. */
  #takeTokens(metrics: unknown, request: string): boolean {
    const input = numberAt(metrics, "inputTokens");
    const output = numberAt(metrics, "outputTokens");
    if (input === undefined || output === undefined || input + output === 0) return false;
    const cachedInput = numberAt(metrics, "cacheReadTokens") ?? 0;
    const cacheWrite = numberAt(metrics, "cacheWriteTokens") ?? 0;
    this.#operations.usage({ request, input, cachedInput, cacheWrite, output });
    return true;
  }
}

/** How a prompt is stored: between tags that nobody typed. */
const wrapper = "<user_input";

function preview(head: Head): string {
  if (!isMessage(head)) return othersOf(head, "version");
  const role = textAt(head, "role") ?? "";
  const parts = listAt(head, "content").map((block) => {
    switch (textAt(block, "type")) {
      case "tool_use":
        return called(textAt(block, "name"), valueAt(block, "input"));
      case "tool_result": {
        const output =
          textAt(block, "content", 0, "result") ?? textAt(block, "content") ?? compact(valueAt(block, "content"));
        return sentence(textAt(block, "name"), resulted(output, hasFailed(block, "content")));
      }
      case "thinking":
        return textAt(block, "thinking");
      case "text": {
        const text = textAt(block, "text") ?? "";
        return said(role, text.startsWith(wrapper) ? beginningOf(text, "wrapped") : text);
      }
      default:
        return compact(block);
    }
  });
  return sentence(...parts);
}

// What Gemini's programs and those made from them share: contents of parts, and results that tell their exit code in prose.

import type { ValuePath } from "../condensedValue.ts";
import { isText, listAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { exitCodeAtEnd } from "../exitCode.ts";
import type { ReadingContext } from "../format.ts";
import { compact } from "../head.ts";
import { called, resulted, sentence } from "../sentence.ts";

const exitSentence = /\bExit Code: (\d+)/;

/** Whether a content is made only of results of calls: a picture that a tool read lies beside its result, and nobody says it. */
export function isOnlyResults(parts: readonly unknown[]): boolean {
  const hasResult = parts.some((part) => valueAt(part, "functionResponse") !== undefined);
  return hasResult && parts.every((part) => !isText(valueAt(part, "text")));
}

/** Takes the texts, thoughts and pictures of a content, which is a string or a list of parts. */
export function takeParts(operations: ConversationOperations, entry: Entry, record: unknown, at: ValuePath): void {
  if (isText(valueAt(record, ...at))) operations.text(entry, at);
  listAt(record, ...at).forEach((part, index) => {
    const path = [...at, index];
    if (isText(valueAt(part, "text"))) {
      if (valueAt(part, "thought") === true) operations.reasoning(entry, [...path, "text"]);
      else operations.text(entry, [...path, "text"]);
    } else if (valueAt(part, "inlineData") !== undefined || valueAt(part, "fileData") !== undefined) {
      operations.attachment(entry, path);
    }
  });
}

/** A picture that a tool read lies beside its result, in a part of its own. */
export function takePictures(operations: ConversationOperations, call: string, parts: unknown, at: ValuePath): void {
  listAt(parts).forEach((part, index) => {
    if (valueAt(part, "inlineData") === undefined) return;
    operations.result({ call, outcome: "unknown", output: [...at, index, "inlineData"], continues: true });
  });
}

/** Whether a result says that a command failed, or is an error itself. */
export function responseFailed(response: unknown, context: ReadingContext): boolean {
  if (valueAt(response, "error") !== undefined && valueAt(response, "output") === undefined) return true;
  return (responseExitCode(response, context) ?? 0) !== 0;
}

/** Undefined also for a command that ended well: then the program does not tell. */
export function responseExitCode(response: unknown, context: ReadingContext): number | undefined {
  return exitCodeAtEnd(valueAt(response, "output"), exitSentence, context);
}

/** A content in one line. */
export function previewParts(content: unknown): string {
  if (!Array.isArray(content)) return compact(content);
  return sentence(
    ...content.map((part) => {
      const response = valueAt(part, "functionResponse");
      if (response !== undefined) {
        const text = textAt(response, "response", "output") ?? compact(valueAt(response, "response"));
        return sentence(textAt(response, "name"), resulted(text));
      }
      const call = valueAt(part, "functionCall");
      if (call !== undefined) return called(textAt(call, "name"), valueAt(call, "args"));
      return textAt(part, "text") ?? compact(part);
    }),
  );
}

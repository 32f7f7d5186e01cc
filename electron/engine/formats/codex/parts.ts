// What a message or a thought of Codex is made of: texts and pictures, wherever the spelling at hand has them.

import type { ValuePath } from "../condensedValue.ts";
import { isText, isVisible, listAt, textAt, valueAt } from "../condensedValue.ts";
import { fingerprint } from "./twins.ts";

export interface Part {
  readonly sort: "text" | "attachment";
  readonly at: ValuePath;
}

/** What a message says, and all of its texts as they are told from others. */
export interface Words {
  readonly parts: readonly Part[];
  readonly text: string;
}

/** A thought, and as it is told from others. */
export interface Thought {
  readonly at: ValuePath;
  readonly text: string;
}

const pictures: ReadonlySet<string> = new Set([
  ...["input_image", "image", "local_image", "localImage", "input_audio", "audio", "input_file"],
]);

/** Around a picture that a person attached, Codex 0.169 writes texts of its own. */
const pictureFrame = /^(?:<image(?: name=[^\n]*)?>|<\/image>)$/;

export function isPictureFrame(text: string): boolean {
  return pictureFrame.test(text);
}

/** Of the message at `at` in a record's value. */
export function messageParts(record: unknown, at: ValuePath): readonly Part[] {
  const message = valueAt(record, ...at);
  for (const name of ["text", "message", "content"]) {
    if (isVisible(valueAt(message, name))) return [{ sort: "text", at: [...at, name] }, ...pictureLists(message, at)];
  }
  return listAt(message, "content").flatMap((part, index): readonly Part[] => {
    if (pictures.has(textAt(part, "type") ?? "")) return [{ sort: "attachment", at: [...at, "content", index] }];
    // The task of a sub-agent stands under `encrypted_content` even where nothing is encrypted.
    const name = ["text", "encrypted_content"].find((name) => isVisible(valueAt(part, name)));
    if (name === undefined || isPictureFrame(textAt(part, name) ?? "")) return [];
    return [{ sort: "text", at: [...at, "content", index, name] }];
  });
}

/** Of a message's parts. */
export function wordsOf(record: unknown, parts: readonly Part[]): Words {
  const texts = parts.filter(({ sort, at }) => sort === "text" && isText(valueAt(record, ...at)));
  const paths = texts.map(({ at }) => at);
  return { parts, text: fingerprint(record, paths) };
}

/** Legacy prompts list their pictures beside the text. */
function pictureLists(message: unknown, at: ValuePath): readonly Part[] {
  return ["images", "local_images"].flatMap((name) =>
    listAt(message, name).map((_, index): Part => ({ sort: "attachment", at: [...at, name, index] })),
  );
}

/** Of the thought at `at`: its summary, else all that is there of it. */
export function reasoningParts(record: unknown, at: ValuePath): readonly ValuePath[] {
  const thought = valueAt(record, ...at);
  if (isText(valueAt(thought, "text"))) return [[...at, "text"]];
  for (const name of ["summary", "summary_text", "content", "raw_content"]) {
    const paths = listAt(thought, name).flatMap((part, index): readonly ValuePath[] => {
      if (isText(part)) return [[...at, name, index]];
      return isText(valueAt(part, "text")) ? [[...at, name, index, "text"]] : [];
    });
    if (paths.length > 0) return paths;
  }
  return [];
}

/** All texts of a message as far as they are at hand, for previews and comparisons. */
export function messageText(record: unknown, at: ValuePath): string {
  return textOfParts(record, messageParts(record, at));
}

/** The same of parts that are known. */
export function textOfParts(record: unknown, parts: readonly Part[]): string {
  return parts
    .filter(({ sort }) => sort === "text")
    .map((part) => textAt(record, ...part.at) ?? "")
    .join("\n\n");
}

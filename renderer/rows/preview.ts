// What a row is about stands out at the head of its preview: who speaks, which tool. Some previews begin with the same
// word; it is said once.

import type { Row } from "../../shared/rows.ts";

export interface Preview {
  readonly subjects: readonly { readonly name: "role" | "tool"; readonly text: string }[];
  readonly rest: string;
}

export function readPreview({ role, tool, preview }: Pick<Row, "role" | "tool" | "preview">): Preview {
  const named = [
    { name: "role" as const, text: role },
    { name: "tool" as const, text: tool },
  ];
  const subjects = named.flatMap(({ name, text }) => (text === undefined || text === "" ? [] : [{ name, text }]));
  const rest = subjects.reduce((left, { text }) => withoutFirstWord(left, text), preview);
  return { subjects, rest };
}

function withoutFirstWord(text: string, word: string): string {
  if (text === word) return "";
  return text.startsWith(`${word} `) ? text.slice(word.length + 1).trimStart() : text;
}

// What agents say in the model's name: a program's own words, as pieces of an answer like any other.

import { textAt } from "../condensedValue.ts";

/** By the name that an agent gives in `initialize`; "" for all. */
const beginnings: readonly { readonly agent: string; readonly words: RegExp }[] = [
  // The mode, when a permission was given for good (Gemini CLI 0.61).
  { agent: "", words: /^\[MODE_UPDATE\] \w+$/ },
  // Codex's adapter (0.16), before the answer.
  { agent: "", words: /^Model metadata for `[^`]*` not found\. Defaulting to fallback metadata/ },
  // What it does beside, and why a request failed, whole in one piece (1.0.102).
  { agent: "Copilot", words: /^(?:Info|Warning|Error): \S/ },
];

/** Codex's adapter (2.6), as it names itself: only what the model says has the id of a message. */
const codexAdapter = "@agentclientprotocol/codex-acp";

/** Whether a piece of an answer holds the program's own words. Claude Code's adapter says so of notices (0.101). */
export function areOwnWords(agent: string, piece: unknown): boolean {
  if (textAt(piece, "_meta", "claudeCode", "kind") === "informational") return true;
  if (agent === codexAdapter && textAt(piece, "messageId") === undefined) return true;
  const text = textAt(piece, "content", "text") ?? "";
  return beginnings.some((own) => (own.agent === "" || own.agent === agent) && own.words.test(text));
}

/** The error that they tell, if they do. */
export function errorIn(words: string): string | undefined {
  return /^Error: (.+)$/s.exec(words)?.[1];
}

/** The model of a session as an agent names it: Codex's adapter puts the effort behind it (2.6). */
export function modelOf(agent: string, name: string): string {
  return agent === codexAdapter ? name.replace(/\[\w+\]$/, "") : name;
}

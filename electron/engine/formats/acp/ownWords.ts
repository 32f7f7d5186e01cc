// What agents say in the model's name: a program's own words, as pieces of an answer like any other.

/** By the name that an agent gives in `initialize`; "" for all. */
const beginnings: readonly { readonly agent: string; readonly words: RegExp }[] = [
  // The mode, when a permission was given for good (Gemini CLI 0.61).
  { agent: "", words: /^\[MODE_UPDATE\] \w+$/ },
  // Codex's adapter (0.16), before the answer.
  { agent: "", words: /^Model metadata for `[^`]*` not found\. Defaulting to fallback metadata/ },
  // What it does beside, and why a request failed, whole in one piece (1.0.102).
  { agent: "Copilot", words: /^(?:Info|Warning|Error): \S/ },
];

export function areOwnWords(agent: string, text: string): boolean {
  return beginnings.some((own) => (own.agent === "" || own.agent === agent) && own.words.test(text));
}

/** The error that they tell, if they do. */
export function errorIn(words: string): string | undefined {
  return /^Error: (.+)$/s.exec(words)?.[1];
}

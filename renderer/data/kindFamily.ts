// Kinds come in families that share a colour and a group in the sidebar. What a kind belongs to is read from the words
// in it, so that formats nobody has met yet fall into place too.

/** In the order in which the sidebar groups them and the overview stacks them. */
export const kindFamilies = ["text", "tool", "reasoning", "state", "run", "error", "other"] as const;
/** Also the name of its colour in the style sheets. */
export type KindFamily = (typeof kindFamilies)[number];

/** The head of its group, for people. */
export function familyTitle(family: KindFamily): string {
  return {
    text: "Messages",
    tool: "Tool calls",
    reasoning: "Reasoning",
    state: "State",
    run: "Runs and steps",
    error: "Errors",
    other: "Other",
  }[family];
}

/** The first that matches counts: a failed tool call is an error, a tool result is about a tool. */
const words: readonly (readonly [KindFamily, RegExp])[] = [
  ["error", /error|fail|malformed|exception|fatal|abort/],
  ["tool", /tool|function|command|mcp|exec|file_change|web_search|patch_apply/],
  ["reasoning", /reason|think/],
  ["text", /message|(?<!con)text|chat|prompt|^user|^assistant|completion|content/],
  ["state", /state|activity|snapshot|delta|todo|plan|context|memory|compact/],
  ["run", /run|step|turn|thread|session|task|agent|start|finish|init|end$|begin|span|result|item|complete/],
];

const known = new Map<string, KindFamily>();
/** A hostile transcript may hold a new kind in every row. */
const mostKnown = 4096;

/** `other` where no word of the kind is known. Asked for every row that is drawn, so answers are kept. */
export function familyOf(kind: string): KindFamily {
  const before = known.get(kind);
  if (before !== undefined) return before;
  const text = kind.toLowerCase();
  const family = words.find(([, pattern]) => pattern.test(text))?.[0] ?? "other";
  if (known.size >= mostKnown) known.clear();
  known.set(kind, family);
  return family;
}

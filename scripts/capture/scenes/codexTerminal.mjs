// Codex in a terminal: what a person does with keys.

import { typed, untilShown } from "./terminalKeys.mjs";

const escapeKey = "\u001b";
/** The first prompt is given with the command; it may ask whether the folder is trusted: the answer "yes" comes first. */
const begin = [{ until: "trust|OpenAI Codex" }, { waitMs: 1500 }, { send: "\r" }];
const leave = [{ waitMs: 1000 }, ...typed("/quit"), { waitMs: 3000 }];
/** @param {string} words @param {string} [shown] */
const ask = (words, shown) => [...typed(words), ...untilShown(shown)];
const first = "First.";

/** @param {string} name @param {readonly import("../scenes.mjs").Step[]} steps @param {readonly import("../scenes.mjs").Turn[]} turns */
function scene(name, steps, turns) {
  const run = { prompt: `(${name})`, args: [first], inTerminal: true, steps: [...begin, ...steps, ...leave], turns };
  return { name: `terminal-${name}`, runs: [run] };
}

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const codexTerminal = [
  scene(
    "asked",
    [...untilShown("Tulips, one"), ...ask("!echo by hand; exit 4", "by hand"), ...ask("Second.", "Figs")],
    [{ text: "Roses.", commands: ["echo one"] }, { text: "Tulips, one." }, { text: "Figs." }],
  ),
  scene(
    "interrupted",
    [...untilShown("sleep"), ...[{ waitMs: 1500 }, { send: escapeKey }, { waitMs: 2500 }], ...ask("Second.", "Figs")],
    [{ text: "I wait.", commands: ["touch running; sleep 20"] }, { text: "Figs." }],
  ),
  scene(
    "compacted",
    [...untilShown("Roses"), ...ask("/compact", "ompact"), { waitMs: 3000 }, ...ask("Second.", "Figs")],
    [{ text: "Roses." }, { text: "Beds were looked at." }, { text: "Figs." }],
  ),
  scene(
    "typed-ahead",
    [
      ...untilShown("sleep 4"),
      ...[...typed("While it runs."), { waitMs: 6000 }, { until: "Tulips" }, { waitMs: 1500 }],
      ...ask("Third.", "Figs"),
    ],
    [{ text: "I wait.", commands: ["sleep 4"] }, { text: "Tulips." }, { text: "Tulips again." }, { text: "Figs." }],
  ),
];

// A person at a terminal: a command that is allowed, one that is refused, a compaction, and questions between and behind them.

import { typed } from "./terminalKeys.mjs";

/**
 * @typedef {object} Program
 * @property {readonly string[]} args
 * @property {readonly import("../scenes.mjs").Step[]} begins Until it waits for words.
 * @property {string} asks What it shows when a command needs somebody's word.
 * @property {readonly import("../scenes.mjs").Step[]} compacts And whatever else is done before the last question.
 * @property {string} leaves Ends it.
 */

/** @param {Program} program @returns {import("../scenes.mjs").Scene} */
export function terminalEdits({ args, begins, asks, compacts, leaves }) {
  /** @param {string} key */
  const answered = (key) => [{ until: asks }, { waitMs: 1500 }, { send: key }];
  const steps = [
    ...begins,
    ...typed("First question."),
    ...answered("\r"),
    { until: "First end\\." },
    { waitMs: 1000 },
    ...typed("Second question."),
    ...answered("\u001b"),
    { waitMs: 2000 },
    ...typed("Third question."),
    { until: "Third answer" },
    { waitMs: 1000 },
    ...compacts,
    ...typed("Fourth question."),
    { until: "Fourth answer" },
    { waitMs: 1000 },
    ...typed(leaves),
    { waitMs: 2000 },
  ];
  const turns = [
    { text: "First answer.", commands: ["touch one; echo one"] },
    { text: "First end." },
    { text: "Second answer.", commands: ["touch two; echo two"] },
    { text: "Third answer." },
    { text: "Fourth answer." },
  ];
  return { name: "terminal-edits", runs: [{ prompt: "(terminal-edits)", inTerminal: true, args, steps, turns }] };
}

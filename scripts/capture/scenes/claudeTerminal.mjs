// Claude Code in a terminal: what a person does with keys.

import { untilShown } from "./terminalKeys.mjs";

const escapeKey = "\u001b";
const up = "\u001b[A";
const eraseLine = "\u0015";
const down = "\u001b[B";
/** It asks whether the folder is trusted: the answer "no" comes first. */
const begin = [
  ...[{ until: "trust" }, { waitMs: 500 }, { send: down }, { waitMs: 300 }, { send: "\r" }],
  ...[{ until: "Opus|Sonnet|cwd|welcome|Welcome" }, { waitMs: 2000 }],
];
const leave = [{ waitMs: 1000 }, { send: "/exit" }, { waitMs: 800 }, { send: "\r" }, { waitMs: 2000 }];
/** @param {string} words @param {string} [shown] */
const ask = (words, shown) => [{ send: words }, { waitMs: 700 }, { send: "\r" }, ...untilShown(shown)];

/** @param {string} name @param {readonly import("../scenes.mjs").Step[]} steps @param {readonly import("../scenes.mjs").Turn[]} turns @param {readonly string[]} [args] */
function scene(name, steps, turns, args = []) {
  const run = {
    prompt: `(${name})`,
    args: ["--allowedTools", "Bash", ...args],
    inTerminal: true,
    steps: [...begin, ...steps, ...leave],
    turns,
  };
  return { name: `terminal-${name}`, runs: [run] };
}

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const claudeTerminal = [
  scene(
    "rewound",
    [
      ...ask("First.", "Roses"),
      ...ask("Second.", "Tulips, two"),
      ...ask("Third.", "Figs"),
      ...ask("/rewind"),
      ...[{ send: up }, { waitMs: 300 }, { send: up }, { waitMs: 500 }, { send: "\r" }, { waitMs: 1500 }],
      ...[{ send: "1" }, { waitMs: 1500 }, { send: eraseLine }, { waitMs: 300 }],
      ...ask("Fourth.", "Plums"),
    ],
    [
      { text: "Roses." },
      { text: "Tulips.", commands: ["echo two"] },
      { text: "Tulips, two." },
      { text: "Figs." },
      { text: "Plums." },
    ],
  ),
  ...["from", "up-to"].map((way, at) =>
    scene(
      `summed-up-${way}`,
      [
        ...ask("First.", "Roses"),
        ...ask("Second.", "Tulips, two"),
        ...ask("Third.", "Figs"),
        ...ask("/rewind"),
        ...[{ send: up }, { waitMs: 300 }, { send: up }, { waitMs: 500 }, { send: "\r" }, { waitMs: 1500 }],
        ...[{ send: String(2 + at) }, { waitMs: 4000 }, { send: eraseLine }, { waitMs: 300 }],
        ...ask("Fourth.", "Plums"),
      ],
      [
        { of: "Your task is to create", text: "<summary>It was about flowers.</summary>" },
        { text: "Roses." },
        { text: "Tulips.", commands: ["echo two"] },
        { text: "Tulips, two." },
        { text: "Figs." },
        { text: "Plums." },
      ],
    ),
  ),
  scene(
    "by-hand",
    [
      { send: "!" },
      { waitMs: 500 },
      ...ask("echo by hand; exit 3", "Roses"),
      ...ask("First.", "Tulips"),
      ...ask("/clear"),
      { waitMs: 2000 },
      ...ask("Second.", "Figs"),
      ...ask("/resume"),
      { waitMs: 1500 },
      { send: "\u001b[B" },
      { waitMs: 500 },
      { send: "\r" },
      { waitMs: 2000 },
      ...ask("Third.", "Plums"),
    ],
    [{ text: "Roses." }, { text: "Tulips." }, { text: "Figs." }, { text: "Plums." }],
  ),
  scene(
    "waiting",
    [
      { send: "First." },
      { waitMs: 700 },
      { send: "\r" },
      { until: "Roses" },
      { waitMs: 1000 },
      { send: "Second, while you work." },
      { waitMs: 500 },
      { send: "\r" },
      { waitMs: 500 },
      { send: "Third, too." },
      { waitMs: 500 },
      { send: "\r" },
      { until: "Tulips" },
      { waitMs: 2000 },
      ...ask("Fourth.", "Figs"),
      { waitMs: 800 },
      { send: "Fifth, taken back." },
      { waitMs: 500 },
      { send: "\r" },
      { waitMs: 500 },
      { send: "\u001b[A" },
      { waitMs: 1000 },
      { send: "\u0015" },
      { until: "Plums" },
    ],
    [
      { text: "Roses.", commands: ["sleep 4; echo done"] },
      { text: "Tulips." },
      { text: "Figs.", commands: ["sleep 5; echo done"] },
      { text: "Plums." },
      { text: "More." },
    ],
  ),
  scene(
    "stopped",
    [
      { send: "First." },
      { waitMs: 700 },
      { send: "\r" },
      { until: "Roses" },
      { waitMs: 1500 },
      { send: escapeKey },
      { waitMs: 2000 },
      { send: "Second." },
      { waitMs: 700 },
      { send: "\r" },
      { until: "Half" },
      { waitMs: 500 },
      { send: escapeKey },
      { waitMs: 2000 },
      { send: "Third." },
      { waitMs: 700 },
      { send: "\r" },
      { waitMs: 1000 },
      { send: escapeKey },
      { waitMs: 2000 },
      { send: "\u0015" },
      { waitMs: 500 },
      ...ask("Fourth.", "Plums"),
    ],
    [
      { text: "Roses.", commands: ["sleep 20"] },
      { text: "Half of what", holds: true },
      { text: "Never shown.", waitMs: 4000 },
      { text: "Plums." },
    ],
  ),
  scene(
    "planned",
    [
      ...ask("Plan it.", "Would you like|proceed"),
      { waitMs: 1500 },
      { send: "\u001b[B\u001b[B" },
      { waitMs: 500 },
      { send: "Shorter, please." },
      { waitMs: 500 },
      { send: "\r" },
      { waitMs: 3000 },
      { send: "\r" },
      { until: "Done" },
    ],
    [
      { text: "I plan.", calls: [{ name: "ExitPlanMode", input: { plan: "1. Dig.\n2. Sow." } }] },
      { text: "I plan again.", calls: [{ name: "ExitPlanMode", input: { plan: "1. Dig." } }] },
      { text: "Done." },
      { text: "Done, too." },
    ],
    ["--permission-mode", "plan"],
  ),
  // Not /fork: the session that it starts in the background outlives the scene.
  scene(
    "aside",
    [
      ...ask("First.", "Roses"),
      ...ask("/btw What of bees?", "Bees"),
      { send: escapeKey },
      { waitMs: 1000 },
      ...ask("/branch", "ranch"),
      ...ask("Second.", "Tulips"),
    ],
    [{ of: "What of bees", text: "Bees hum." }, { text: "Roses." }, { text: "Tulips." }],
  ),
  scene(
    "goal",
    [...ask("First.", "Roses"), ...ask("/goal Count to three", "Tulips"), { waitMs: 3000 }, ...ask("Second.", "Plums")],
    [{ text: "Roses." }, { text: "Tulips." }, { text: "Figs." }, { text: "Plums." }],
  ),
];

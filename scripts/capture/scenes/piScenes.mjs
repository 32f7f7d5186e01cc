// pi: what a program that drives it can do with a session (`--mode rpc`), forks, pictures, and requests that fail for good.

import { picture } from "./sceneFiles.mjs";

const model = ["--provider", "loopback", "--model", "scripted"];
const close = { close: /** @type {const} */ (true) };
const settled = { until: '"type":"agent_end"' };
/** @param {string} message @param {object} [more] */
const prompt = (message, more) => ({ send: { type: "prompt", message, ...more } });
/** @param {string} message @param {object} [more] */
const turn = (message, more) => [prompt(message, more), settled];
/** @param {object} command */
const command = (command) => [{ send: command }, { until: `"type":"response","command":"[a-z_]+"` }];

/**
 * @param {string} name @param {readonly import("../scenes.mjs").Step[]} steps @param {readonly import("../scenes.mjs").Turn[]} turns
 * @param {Partial<import("../scenes.mjs").Scene>} [more] @returns {import("../scenes.mjs").Scene}
 */
function scene(name, steps, turns, more) {
  const args = ["--mode", "rpc", ...model];
  return { name, runs: [{ prompt: `(${name})`, args, steps: [...steps, { waitMs: 300 }, close], turns }], ...more };
}

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const piScenes = [
  scene(
    "rpc-steer",
    [
      prompt("Begin."),
      { until: '"type":"tool_execution_start"' },
      ...command({ type: "steer", message: "Rather that." }),
      ...command({ type: "follow_up", message: "And then this." }),
      settled,
    ],
    [{ text: "I begin.", commands: ["sleep 1; echo one", "echo two"] }, { text: "That, then." }, { text: "And this." }],
  ),
  scene(
    "rpc-abort",
    [
      prompt("Wait."),
      { until: '"type":"tool_execution_start"' },
      ...command({ type: "abort" }),
      settled,
      prompt("Talk."),
      { until: "Half of" },
      ...command({ type: "abort" }),
      settled,
      ...turn("Go on."),
    ],
    [
      { text: "I wait.", commands: ["sleep 20", "echo beside"] },
      { thought: "Slow.", text: "Half of what", holds: true },
      { text: "I go on." },
    ],
  ),
  scene(
    "rpc-compact",
    [
      ...turn("First question."),
      ...turn("Second question."),
      { send: { type: "compact" } },
      { until: '"command":"compact"' },
      ...turn("Third question."),
    ],
    [
      { text: "First answer.", commands: ["seq 1 20000"] },
      { text: "First end." },
      { text: "Second answer.", commands: ["seq 1 20000"], usage: { input: 90_000 } },
      { text: "Second end.", usage: { input: 91_000 } },
      { text: "Third answer." },
    ],
  ),
  scene(
    "rpc-overflow",
    [...turn("Fill it."), ...turn("More."), { waitMs: 2000 }],
    [
      { text: "I fill.", commands: ["seq 1 20000"] },
      { text: "It is full.", usage: { input: 99_500 } },
      { text: "More, then." },
    ],
  ),
  scene(
    "rpc-fork",
    [
      ...turn("First question."),
      ...turn("Second question."),
      { send: { type: "get_fork_messages" } },
      { until: '"entryId":"([0-9a-f]+)","text":"Second question\\."', as: "entry" },
      { send: '{"type":"fork","entryId":"$entry"}\n' },
      { until: '"command":"fork"' },
      ...turn("Another question."),
      { send: { type: "clone" } },
      { until: '"command":"clone"' },
      ...turn("In the clone."),
    ],
    [
      { text: "First answer.", commands: ["echo one"] },
      { text: "First end." },
      { text: "Second answer." },
      { text: "Another answer." },
      { text: "Cloned answer." },
    ],
  ),
  scene(
    "rpc-hand",
    [
      { send: { type: "bash", command: "echo by hand; exit 2" } },
      { until: '"command":"bash"' },
      ...turn("What was it?"),
      { send: { type: "set_session_name", name: "Named" } },
      { until: '"command":"set_session_name"' },
      ...turn("And this?", { images: [{ type: "image", data: picture, mimeType: "image/png" }] }),
      { send: { type: "new_session" } },
      { until: '"command":"new_session"' },
      ...turn("Anew."),
    ],
    [{ text: "By hand." }, { text: "A point." }, { text: "New." }],
  ),
  scene(
    "rpc-retry",
    [...turn("Try."), { waitMs: 8000 }, ...turn("Once more.")],
    [
      { refused: 529, says: "overloaded" },
      { text: "It works.", commands: ["exit 9"] },
      { text: "Half", breaks: "with an error" },
      { text: "Whole." },
      { text: "Again." },
    ],
  ),
  {
    name: "forked",
    runs: [
      {
        prompt: "First question.",
        turns: [{ text: "First answer.", commands: ["echo one"] }, { text: "First end." }],
        args: [
          "--session-dir",
          "../home/.pi/agent/sessions/own",
          ...model,
          "--mode",
          "json",
          "--print",
          "First question.",
        ],
      },
      {
        prompt: "In the fork.",
        turns: [{ text: "Fork's answer.", commands: ["exit 3"] }, { text: "Fork's end." }],
        args: [
          ...["--session-dir", "../home/.pi/agent/sessions/own", "--fork", "$session"],
          ...[...model, "--mode", "json", "--print", "In the fork."],
        ],
      },
    ],
  },
  {
    name: "picture",
    files: { "point.png": `base64:${picture}`, "note.txt": "A note.\n" },
    runs: [
      {
        prompt: "Look.",
        args: [...model, "--mode", "json", "--print", "@point.png", "@note.txt", "Look."],
        turns: [
          {
            text: "I read it.",
            calls: [
              { name: "read", input: { path: "point.png" } },
              { name: "read", input: { path: "none.txt" } },
            ],
          },
          { text: "A point." },
        ],
      },
    ],
  },
  {
    name: "edits",
    files: { "a.txt": "one\ntwo\n" },
    runs: [
      {
        prompt: "Edit.",
        args: [...model, "--mode", "json", "--print", "Edit.", "And then more."],
        turns: [
          {
            text: "I edit.",
            calls: [
              { name: "edit", input: { path: "a.txt", edits: [{ oldText: "two", newText: "three" }] } },
              { name: "edit", input: { path: "a.txt", edits: [{ oldText: "nine", newText: "ten" }] } },
              { name: "write", input: { path: "b.txt", content: "new\n" } },
            ],
          },
          { text: "Edited." },
          { text: "More." },
        ],
      },
    ],
  },
];

// What the scripted model says, and what a person does, in each scene. An agent plays a scene in a home of its own.

/**
 * What a model's answer says it has cost. `input` holds the cached part, `output` the reasoning; each protocol spells it in
 * its own way.
 * @typedef {{ input: number, cached: number, output: number, reasoning: number }} Usage
 */

/**
 * What the model gives to one request.
 * @typedef {object} Turn
 * @property {string} [thought]
 * @property {string | readonly string[]} [text] Several are several blocks, where the protocol has them.
 * @property {readonly string[]} [commands] Shell commands that it calls for, all at once.
 * @property {readonly { name: string, namespace?: string, input: object }[]} [calls] Calls of other tools of the agent.
 * @property {Readonly<Record<string, string>>} [finds] By name, patterns whose last match in the request stands for `"$NAME"`
 *   in these calls.
 * @property {readonly object[]} [blocks] Parts of the answer as the protocol spells them, in front of the calls.
 * @property {readonly { name?: string, given: string }[]} [odd] Calls besides, of the shell tool unless named; `given` is
 *   the text of their arguments, which need not be JSON.
 * @property {readonly string[]} [ids] Of the calls, where it gives them ids that are not its own alone.
 * @property {"limit" | "refusal"} [ends] Why the answer ends, unless it is complete.
 * @property {number} [refused] The request gets this HTTP status instead of an answer.
 * @property {string} [fails] The answer is a failure of this code.
 * @property {string} [says] The words of the refusal.
 * @property {string} [of] Given only to a request that this pattern is found in: a sub-agent's.
 * @property {Partial<Usage>} [usage] What it says it took, where that matters.
 * @property {number} [waitMs] Before it is given.
 * @property {"behind the text" | "in the call" | "with an error"} [breaks] Where the connection ends; an error is told in
 *   the stream.
 * @property {boolean} [holds] The answer stops behind its text, and the connection stays.
 */

/**
 * One start of the agent.
 * @typedef {object} Run
 * @property {string} prompt
 * @property {readonly Turn[]} turns
 * @property {NodeJS.Signals} [signal] Sent as soon as an answer holds, or a command runs that makes the file `running`.
 * @property {readonly string[]} [args] Instead of what the agent is started with for a prompt. `$NAME` was found before.
 * @property {readonly Step[]} [steps] What is typed, and what is waited for before.
 * @property {boolean} [inTerminal] It is started in a terminal.
 */

/**
 * Something that is done at the agent's standard input. A text may hold `$NAME`, which was found before.
 * @typedef {{ send: string | object } | { until: string, as?: string } | { waitMs: number } | { close: true }} Step
 */

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {readonly Run[]} runs
 * @property {string} [before] A shell command that is run first, in the folder that it works in.
 * @property {Readonly<Record<string, string>>} [files] In the folder that it works in; behind `base64:` are bytes.
 */

/** The command waits for the signal, bounded. */
const untilStopped = "touch running; sleep 20";

/** @type {readonly Scene[]} */
export const scenes = [
  { name: "text", runs: [{ prompt: "Say hello.", turns: [{ thought: "A greeting.", text: "Hello there." }] }] },
  {
    name: "tools",
    runs: [
      {
        prompt: "Look around.",
        turns: [
          { thought: "One look first.", text: "I look.", commands: ["echo first"] },
          { commands: ["sleep 0.3; echo slow", "echo quick"] },
          { text: "Now one that fails.", commands: ["echo broken >&2; exit 3"] },
          { text: "All seen." },
        ],
      },
    ],
  },
  {
    name: "resumed",
    runs: [
      {
        prompt: "First question.",
        turns: [{ text: "First answer.", commands: ["echo one"] }, { text: "That was one." }],
      },
      { prompt: "Second question.", turns: [{ thought: "Once more.", text: "Second answer." }] },
    ],
  },
  {
    name: "refused",
    runs: [{ prompt: "Try it.", turns: [{ refused: 500 }, { refused: 429 }, { text: "It works now." }] }],
  },
  {
    name: "broken",
    runs: [
      {
        prompt: "Talk on.",
        turns: [
          { text: "Half of an", breaks: "behind the text" },
          { text: "A whole answer.", commands: ["echo on"] },
          { text: "Done." },
        ],
      },
    ],
  },
  {
    name: "odd-calls",
    runs: [
      {
        prompt: "Call oddly.",
        turns: [
          { text: "No such tool.", odd: [{ name: "no_such_tool", given: '{"a":1}' }] },
          { text: "No JSON.", odd: [{ given: '{"command": "echo half' }] },
          { text: "No arguments.", odd: [{ given: "" }] },
          { text: "No object.", odd: [{ given: "[1,2]" }] },
          { text: "All odd." },
        ],
      },
    ],
  },
  {
    name: "same-ids",
    runs: [
      {
        prompt: "Count from 0.",
        turns: [
          { text: "One.", commands: ["echo one"], ids: ["call_0"] },
          { text: "Two.", commands: ["echo two; exit 4"], ids: ["call_0"] },
          { text: "Done." },
        ],
      },
    ],
  },
  {
    name: "ends",
    runs: [
      { prompt: "To the limit.", turns: [{ text: "Cut by the lim", ends: "limit" }, { text: "On." }] },
      { prompt: "Refuse.", turns: [{ text: "I will n", ends: "refusal" }, { text: "On." }] },
      { prompt: "Nothing.", turns: [{}, { text: "On." }] },
    ],
  },
  {
    name: "cut-calls",
    runs: [
      {
        prompt: "Call to the limit.",
        turns: [{ text: "I call.", odd: [{ given: '{"command": "echo half' }], ends: "limit" }, { text: "On." }],
      },
      {
        prompt: "Break in a call.",
        turns: [
          { text: "I call.", commands: ["echo first"], breaks: "in the call" },
          { text: "Again.", commands: ["echo second"] },
          { text: "Done." },
        ],
      },
      { prompt: "Tell of an error.", turns: [{ text: "Half.", breaks: "with an error" }, { text: "Whole." }] },
    ],
  },
  {
    name: "interrupted",
    runs: [{ prompt: "Wait for me.", turns: [{ text: "I wait.", commands: [untilStopped] }], signal: "SIGINT" }],
  },
  {
    name: "held",
    runs: [
      { prompt: "Talk slowly.", turns: [{ thought: "Slow.", text: "Half of what", holds: true }], signal: "SIGINT" },
      { prompt: "Once more.", turns: [{ text: "Half of this", holds: true }], signal: "SIGTERM" },
      { prompt: "And again.", turns: [{ text: "Half of that", holds: true }], signal: "SIGKILL" },
      { prompt: "Go on.", turns: [{ text: "I go on." }] },
    ],
  },
  {
    name: "one-of-three",
    runs: [
      {
        prompt: "Look thrice.",
        turns: [
          {
            text: "Three at once.",
            commands: ["sleep 0.5; echo last", "echo gone >&2; exit 7"],
            odd: [{ name: "no_such_tool", given: "{}" }],
          },
          { thought: "Nothing to say." },
          { text: "On." },
        ],
      },
      { prompt: "Too long.", turns: [{ refused: 400 }, { text: "On." }] },
    ],
  },
  {
    name: "odd-text",
    runs: [
      {
        prompt: 'Write \u2028 and \u0085 so: "é\ufeff 😀".',
        turns: [
          {
            text: "a\u2028b\u2029c\u0085d\u007fe\u0000f\ud83d",
            commands: ["printf '\\342\\200\\250\\377\\000\\033[1mx'", "seq 1 60000"],
          },
          { text: "\n\n" },
          { text: "Done." },
        ],
      },
    ],
  },
  {
    name: "killed",
    runs: [
      { prompt: "Wait for me.", turns: [{ text: "I wait.", commands: [untilStopped] }], signal: "SIGKILL" },
      { prompt: "Go on.", turns: [{ text: "I go on." }] },
    ],
  },
];

/**
 * The usage that the n-th answer of a scene states: never the same twice, so that a sum shows what was counted.
 * @param {number} n From 0 on.
 * @returns {Usage}
 */
export function usageOf(n) {
  return { input: 1000 + 2 ** n, cached: 200, output: 50 + 2 ** n, reasoning: 20 };
}

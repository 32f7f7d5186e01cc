// Codex's app-server: what a program that drives it can do with a thread.

import { patch } from "./codexSpeech.mjs";
import { demoServer, picture } from "./sceneFiles.mjs";

const close = { close: /** @type {const} */ (true) };
const initialize = [
  {
    send: {
      id: "i",
      method: "initialize",
      params: {
        clientInfo: { name: "scripted", title: "Scripted", version: "1" },
        capabilities: { experimentalApi: true },
      },
    },
  },
  { until: '"id":"i"' },
  { send: { method: "initialized" } },
];
let numbered = 0;
/** @param {string} method @param {object} params @param {string} [answer] */
function request(method, params, answer = "") {
  const id = `q${numbered++}`;
  return [{ send: { id, method, params } }, { until: `"id":"${id}"${answer}` }];
}
/** @param {object} [params] */
const begin = (params) => [
  { send: { id: "t", method: "thread/start", params: { ...params } } },
  { until: '"id":"t","result":\\{"thread":\\{.*?"id":"([^"]+)"', as: "thread" },
];
/** @param {string} text */
const words = (text) => [{ type: "text", text, text_elements: [] }];
/** @param {string} text @param {object} [more] */
const prompt = (text, more) => [
  {
    send: { id: `q${numbered++}`, method: "turn/start", params: { threadId: "$thread", input: words(text), ...more } },
  },
  { until: '"method":"turn/started","params":\\{.*?"turn":\\{"id":"([^"]+)"', as: "turn" },
];
const ended = { until: '"method":"turn/completed"' };
/** @param {string} text @param {object} [more] */
const turn = (text, more) => [...prompt(text, more), ended];
/** @param {string} decision */
const decide = (decision) => [
  {
    until:
      '"method":"item/(?:commandExecution|fileChange)/requestApproval","id":([0-9]+)|"id":([0-9]+),"method":"item/(?:commandExecution|fileChange)/requestApproval"',
    as: "asked",
  },
  { send: `{"id":$asked,"result":{"decision":"${decision}"}}\n` },
];
const planning = {
  collaborationMode: {
    mode: "plan",
    settings: { model: "scripted", reasoning_effort: null, developer_instructions: null },
  },
};
const proposed = "<proposed_plan>\n# Garden\n- dig\n</proposed_plan>";
const ways = ["Left", "Right"].map((label) => ({ label, description: label }));
const question = {
  name: "request_user_input",
  input: { questions: [{ id: "way", header: "Way", question: "Which?", options: ways }] },
};
/** Waits for a request of the program, and answers it. @param {string} method @param {object} answer */
const answered = (method, answer) => [
  { until: `"method":"${method}","id":([0-9]+)|"id":([0-9]+),"method":"${method}"`, as: "asked" },
  { send: `{"id":$asked,${JSON.stringify(answer).slice(1)}\n` },
];
const refused = { error: { code: -32000, message: "Nobody is here." } };
const added = "*** Begin Patch\n*** Add File: new.txt\n+one\n*** End Patch\n";

/** @param {string} name @param {readonly import("../scenes.mjs").Step[]} steps @param {readonly import("../scenes.mjs").Turn[]} turns @param {Partial<import("../scenes.mjs").Scene>} [more] */
function scene(name, steps, turns, more) {
  const run = {
    prompt: `(${name})`,
    args: ["app-server"],
    steps: [...initialize, ...steps, { waitMs: 500 }, close],
    turns,
  };
  return { name: `server-${name}`, runs: [run], ...more };
}

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const codexServer = [
  scene(
    "steered",
    [
      ...begin(),
      ...prompt("First."),
      { until: '"method":"item/started".*?commandExecution' },
      ...request("turn/steer", {
        threadId: "$thread",
        expectedTurnId: "$turn",
        input: words("Second, while you work."),
      }),
      ended,
      ...turn("Third."),
    ],
    [{ text: "I work.", commands: ["sleep 2; echo done"] }, { text: "Both heard." }, { text: "Three." }],
  ),
  scene(
    "interrupted",
    [
      ...begin(),
      ...prompt("First."),
      { until: '"method":"item/started".*?commandExecution' },
      { waitMs: 500 },
      ...request("turn/interrupt", { threadId: "$thread", turnId: "$turn" }),
      ended,
      ...prompt("Second."),
      { until: "Half of" },
      ...request("turn/interrupt", { threadId: "$thread", turnId: "$turn" }),
      ended,
      ...turn("Third."),
    ],
    [{ text: "I wait.", commands: ["sleep 20"] }, { text: "Half of what", holds: true }, { text: "Whole." }],
  ),
  scene(
    "reverted",
    [
      ...begin(),
      ...turn("First."),
      ...prompt("Second."),
      { until: '"method":"turn/completed"' },
      ...request("thread/revert", { threadId: "$thread", beforeTurnId: "$turn" }),
      ...request("thread/rollback", { threadId: "$thread", numTurns: 1 }),
      ...turn("Third."),
    ],
    [{ text: "One." }, { text: "Two.", commands: ["echo 2"] }, { text: "Was two." }, { text: "Three." }],
  ),
  scene(
    "reverted-far",
    [
      ...begin(),
      ...turn("First."),
      { send: { id: "f", method: "thread/fork", params: { threadId: "$thread" } } },
      { until: '"id":"f","result":\\{"thread":\\{.*?"id":"([^"]+)"', as: "thread" },
      ...prompt("Second."),
      { until: '"method":"turn/completed","params":\\{.*?"turn":\\{"id":"([^"]+)"', as: "second" },
      ...turn("Third."),
      ...request("thread/revert", { threadId: "$thread", beforeTurnId: "$second" }),
      ...turn("Fourth."),
    ],
    [
      { text: "One.", commands: ["echo 1"] },
      { text: "Was one." },
      { text: "Two." },
      { text: "Three." },
      { text: "Four." },
    ],
  ),
  scene(
    "planned",
    [
      ...begin(),
      ...prompt("Ask me.", planning),
      {
        until:
          '"method":"item/tool/requestUserInput","id":([0-9]+)|"id":([0-9]+),"method":"item/tool/requestUserInput"',
        as: "asked",
      },
      { send: '{"id":$asked,"result":{"answers":{"way":{"answers":["Left"]}}}}\n' },
      ended,
      ...prompt("Ask again.", planning),
      { until: '"method":"item/tool/requestUserInput"' },
      ...request("turn/interrupt", { threadId: "$thread", turnId: "$turn" }),
      ended,
      ...turn("Once more.", planning),
    ],
    [
      { text: "I ask.", calls: [question] },
      { text: proposed },
      { calls: [question] },
      { text: `Before it.\n${proposed}\nAfter it.` },
    ],
  ),
  scene(
    "questions-refused",
    [
      ...begin(),
      ...prompt("Ask me.", planning),
      ...answered("item/tool/requestUserInput", refused),
      ended,
      ...prompt("Ask again.", planning),
      ...answered("item/tool/requestUserInput", { result: { answers: {} } }),
      ended,
    ],
    [{ text: "I ask.", calls: [question] }, { text: "One." }, { text: "I ask.", calls: [question] }, { text: "Two." }],
  ),
  scene(
    "elicited",
    [
      ...begin({
        approvalPolicy: "on-request",
        config: { "mcp_servers.demo.command": process.execPath, "mcp_servers.demo.args": ["demo.mjs"] },
      }),
      ...prompt("Ask me."),
      ...answered("mcpServer/elicitation/request", { result: { action: "accept", content: { way: "left" } } }),
      ...answered("mcpServer/elicitation/request", { result: { action: "decline", content: null } }),
      ...answered("mcpServer/elicitation/request", { result: { action: "cancel", content: null } }),
      ...answered("mcpServer/elicitation/request", refused),
      ended,
    ],
    [
      ...["I ask.", "I ask on.", "And on.", "At last."].map((text) => ({
        text,
        calls: [{ namespace: "mcp__demo", name: "ask", input: {} }],
      })),
      { text: "Asked." },
    ],
    { files: { "demo.mjs": demoServer } },
  ),
  scene(
    "forked",
    [
      ...begin(),
      ...turn("First."),
      ...turn("Second."),
      { send: { id: "f", method: "thread/fork", params: { threadId: "$thread" } } },
      { until: '"id":"f","result":\\{"thread":\\{.*?"id":"([^"]+)"', as: "thread" },
      ...turn("Third."),
    ],
    [{ text: "One." }, { text: "Two." }, { text: "Three." }],
  ),
  scene(
    "compacted",
    [
      ...begin(),
      ...turn("First."),
      { send: { id: "c", method: "thread/compact/start", params: { threadId: "$thread" } } },
      { until: '"method":"turn/completed"' },
      ...turn("Second."),
    ],
    [{ text: "One.", commands: ["echo 1"] }, { text: "Was one." }, { text: "A summary of it." }, { text: "Two." }],
  ),
  scene(
    "approved",
    [
      ...begin({ approvalPolicy: "untrusted", sandbox: "workspace-write", model: "gpt-5.5" }),
      ...prompt("Ask me."),
      ...decide("decline"),
      ...decide("accept"),
      ...decide("decline"),
      ...decide("cancel"),
      ended,
      ...turn("Go on."),
    ],
    [
      { text: "May I?", commands: ["touch one"] },
      { commands: ["touch two"] },
      { blocks: [patch(added)] },
      { commands: ["touch three"] },
      { text: "On." },
      { text: "Further." },
    ],
  ),
  scene(
    "shell",
    [
      ...begin(),
      ...request("thread/shellCommand", { threadId: "$thread", command: "echo by hand; exit 2" }),
      { until: '"method":"turn/completed"' },
      ...turn("First."),
      { waitMs: 300 },
      ...request("thread/inject_items", {
        threadId: "$thread",
        items: [
          { type: "message", role: "user", content: [{ type: "input_text", text: "Put in." }] },
          { type: "message", role: "assistant", content: [{ type: "output_text", text: "Put in, too." }] },
        ],
      }),
      ...request("thread/name/set", { threadId: "$thread", name: "Named" }),
      ...turn("Second.", { model: "scripted-2" }),
      ...request("thread/archive", { threadId: "$thread" }),
    ],
    [{ text: "One." }, { text: "Two." }],
  ),
  scene(
    "pictures",
    [
      ...begin(),
      {
        send: {
          id: "p",
          method: "turn/start",
          params: {
            threadId: "$thread",
            input: [...words("What is this?"), { type: "image", url: `data:image/png;base64,${picture}` }],
          },
        },
      },
      ended,
      {
        send: {
          id: "p2",
          method: "turn/start",
          params: { threadId: "$thread", input: [{ type: "localImage", path: "pic.png" }] },
        },
      },
      ended,
    ],
    [{ text: "A point." }, { text: "The same point." }],
    { files: { "pic.png": `base64:${picture}` } },
  ),
  scene(
    "review",
    [
      ...begin(),
      ...turn("First."),
      ...request("review/start", { threadId: "$thread", target: { type: "custom", instructions: "Look at all." } }),
      ended,
      ...turn("Second."),
    ],
    [
      { text: "One." },
      { text: "I look.", commands: ["ls"] },
      {
        text: JSON.stringify({
          findings: [],
          overall_correctness: "patch is correct",
          overall_explanation: "Fine.",
          overall_confidence_score: 0.9,
        }),
      },
      { text: "Two." },
    ],
  ),
  scene(
    "goal",
    [
      ...begin(),
      ...turn("First."),
      ...request("thread/goal/set", { threadId: "$thread", objective: "Count to three." }),
      { waitMs: 4000 },
      ...request("thread/goal/clear", { threadId: "$thread" }),
    ],
    [
      { text: "One." },
      { text: "Two.", calls: [{ name: "update_goal", input: { status: "complete" } }] },
      { text: "Three." },
      { text: "Four." },
    ],
  ),
  scene(
    "plan",
    [
      ...begin(),
      ...turn("Plan it.", {
        collaborationMode: {
          mode: "plan",
          settings: { model: "scripted", reasoning_effort: null, developer_instructions: null },
        },
      }),
      ...turn("Do it.", {
        collaborationMode: {
          mode: "default",
          settings: { model: "scripted", reasoning_effort: null, developer_instructions: null },
        },
      }),
    ],
    [{ text: "I plan.\n<proposed_plan>\n1. Do it.\n</proposed_plan>\n" }, { text: "Done." }],
  ),
];

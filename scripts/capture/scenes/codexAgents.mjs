// Codex, one prompt at a time: agents that it starts, and scripts that call its tools.

import { again, ask, script } from "./codexSpeech.mjs";

const v1 = "multi_agent_v1";
const v2 = "collaboration";
const agentIds = { agent: '\\\\"agent_id\\\\":\\\\"([0-9a-f-]+)' };
/** @param {string} task */
const opening = (task) => `"text":\\s*"${task}`;

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const codexAgents = [
  {
    name: "agents",
    runs: [
      {
        prompt: "Send two.",
        args: ask("Send two."),
        turns: [
          {
            text: "I send two.",
            calls: ["Count sheep", "Count goats"].map((message) => ({
              namespace: v1,
              name: "spawn_agent",
              input: { message },
            })),
          },
          { of: opening("Count sheep"), text: "I count.", commands: ["sleep 0.3; echo 3"] },
          { of: opening("Count sheep"), text: "Three sheep." },
          { of: opening("Count goats"), text: "I count, too.", commands: ["exit 3"] },
          { of: opening("Count goats"), text: "Two goats." },
          {
            finds: agentIds,
            calls: [{ namespace: v1, name: "wait_agent", input: { targets: ["$agent"], timeout_ms: 10_000 } }],
          },
          {
            finds: agentIds,
            calls: [{ namespace: v1, name: "send_input", input: { target: "$agent", message: "And hens?" } }],
          },
          { of: opening("And hens"), text: "No hens." },
          {
            finds: agentIds,
            calls: [{ namespace: v1, name: "wait_agent", input: { targets: ["$agent"], timeout_ms: 10_000 } }],
          },
          {
            finds: agentIds,
            calls: [
              { namespace: v1, name: "close_agent", input: { target: "$agent" } },
              { namespace: v1, name: "close_agent", input: { target: "none" } },
            ],
          },
          { text: "Five." },
        ],
      },
      { prompt: "On.", args: again("On."), turns: [{ text: "On." }] },
    ],
  },
  {
    name: "agents-in-scripts",
    runs: [
      {
        prompt: "Send two.",
        args: ask("Send two.", "-m", "gpt-6-astra"),
        turns: [
          {
            text: "I send two.",
            calls: ["sheep", "goats"].map((name) => ({
              namespace: v2,
              name: "spawn_agent",
              input: { task_name: name, message: `Count ${name}`, fork_turns: name === "goats" ? "none" : "all" },
            })),
          },
          {
            of: opening('[^"]*Count sheep'),
            blocks: [script('text((await tools.exec_command({ cmd: "echo 3" })).output);')],
          },
          { of: opening('[^"]*Count sheep'), text: "Three sheep." },
          { of: opening('[^"]*Count goats'), text: "Two goats." },
          { calls: [{ namespace: v2, name: "wait_agent", input: { timeout_ms: 10_000 } }] },
          { calls: [{ namespace: v2, name: "list_agents", input: {} }] },
          { calls: [{ namespace: v2, name: "followup_task", input: { target: "sheep", message: "And hens?" } }] },
          { of: opening('[^"]*And hens'), text: "No hens." },
          {
            calls: [
              { namespace: v2, name: "wait_agent", input: { timeout_ms: 10_000 } },
              { namespace: v2, name: "interrupt_agent", input: { target: "none" } },
            ],
          },
          { text: "Five." },
        ],
      },
    ],
  },
  {
    name: "scripts",
    runs: [
      {
        prompt: "Use scripts.",
        args: ask("Use scripts.", "-m", "gpt-6-astra"),
        turns: [
          {
            text: "I begin.",
            blocks: [script('const r = await tools.exec_command({ cmd: "echo one" }); text(r.output);')],
          },
          {
            blocks: [
              script(
                'await Promise.all([tools.exec_command({ cmd: "exit 3" }), tools.exec_command({ cmd: "echo two" })]); notify("on the way"); text("ok");',
              ),
            ],
          },
          { blocks: [script("throw new Error('broken');"), script("not a script (")] },
          { text: "Done." },
        ],
      },
    ],
  },
];

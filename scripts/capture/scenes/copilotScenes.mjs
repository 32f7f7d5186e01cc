// Copilot CLI: refusals, sub-agents, attachments, MCP, hooks, autopilot, and the terminal.

import { demoServer, picture } from "./sceneFiles.mjs";
import { terminalEdits } from "./terminalEdits.mjs";
import { typed } from "./terminalKeys.mjs";
import { call } from "./toolCall.mjs";

/** @param {string} prompt @param {readonly string[]} more */
const ask = (prompt, ...more) => ["--allow-all-tools", "--output-format", "json", ...more, "--prompt", prompt];

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const copilotScenes = [
  {
    name: "denied",
    files: { "a.txt": "one\ntwo\n" },
    runs: [
      {
        prompt: "Try all.",
        args: ask("Try all.", "--deny-tool", "shell(touch:*)", "--deny-tool", "write"),
        turns: [
          {
            text: "I try.",
            commands: ["touch refused", "echo fine"],
            calls: [call("view", { path: "/etc/hostname" }), call("create", { path: "$folder/b.txt", file_text: "x" })],
            finds: { folder: "[Cc]urrent working directory: ([^\\\\ ]+)" },
          },
          { text: "Some were refused." },
        ],
      },
      {
        prompt: "Ask.",
        args: ["--output-format", "json", "--continue", "--prompt", "Ask."],
        turns: [{ text: "I ask.", commands: ["touch asked"] }, { text: "Nobody answered." }],
      },
    ],
  },
  {
    name: "agents",
    runs: [
      {
        prompt: "Send two.",
        args: ask("Send two."),
        turns: [
          {
            text: "I send two.",
            calls: [
              call("task", {
                agent_type: "general-purpose",
                name: "sheep",
                description: "Sheep",
                prompt: "Count sheep",
                mode: "sync",
              }),
              call("task", {
                agent_type: "no-such-type",
                name: "goats",
                description: "Goats",
                prompt: "Count goats",
                mode: "sync",
              }),
            ],
          },
          {
            of: '"content":\\s*"[^"]*Count sheep|"text":\\s*"[^"]*Count sheep',
            text: "I count.",
            commands: ["echo 3", "exit 3"],
          },
          { of: '"content":\\s*"[^"]*Count sheep|"text":\\s*"[^"]*Count sheep', text: "Three sheep." },
          { text: "Three in all." },
        ],
      },
      { prompt: "On.", args: ask("On.", "--continue"), turns: [{ text: "On and on." }] },
    ],
  },
  {
    name: "attached",
    files: { "point.png": `base64:${picture}`, "note.txt": "A note.\n" },
    runs: [
      {
        prompt: "Look at @note.txt.",
        args: ask("Look at @note.txt.", "--attachment", "point.png"),
        turns: [
          {
            text: "I read.",
            calls: [call("view", { path: "$folder/point.png" }), call("view", { path: "/none.txt" })],
            finds: { folder: "[Cc]urrent working directory: ([^\\\\ ]+)" },
          },
          { text: "A point." },
        ],
      },
    ],
  },
  {
    name: "mcp",
    files: {
      "demoServer.mjs": demoServer,
      "mcp.json": JSON.stringify({
        mcpServers: { demo: { type: "local", command: "node", args: ["demoServer.mjs"], tools: ["*"] } },
      }),
    },
    runs: [
      {
        prompt: "Use the tools.",
        args: ask("Use the tools.", "--additional-mcp-config", "@mcp.json"),
        turns: [
          {
            text: "I add.",
            calls: ["object", "fail", "picture", "nothing", "refuse", "long"].map((name) =>
              call(`demo-${name}`, { a: 1, b: 2 }),
            ),
          },
          { text: "All used." },
        ],
      },
    ],
  },
  {
    name: "hooks",
    files: {
      ".github/hooks/demo.json": JSON.stringify({
        version: 1,
        hooks: {
          preToolUse: [
            {
              type: "command",
              bash: `grep -q forbidden && echo '{"permissionDecision":"deny","permissionDecisionReason":"Not that."}' || true`,
            },
          ],
          agentStop: [
            {
              type: "command",
              bash: `if [ -e asked ]; then true; else touch asked; echo '{"decision":"block","reason":"Say more."}'; fi`,
            },
          ],
        },
      }),
    },
    before: "git init -q",
    runs: [
      {
        prompt: "Work.",
        args: ask("Work.", "--trust-folder"),
        turns: [{ text: "I work.", commands: ["echo forbidden", "echo fine"] }, { text: "Done." }, { text: "More." }],
      },
    ],
  },
  {
    name: "autopilot",
    runs: [
      {
        prompt: "Go far.",
        args: ask("Go far.", "--autopilot", "--max-autopilot-continues", "2"),
        turns: [
          { text: "One.", commands: ["echo 1"] },
          { text: "I stop here." },
          { text: "I stop again." },
          { text: "And again." },
          { text: "For good." },
        ],
      },
    ],
  },
  {
    name: "full",
    runs: [
      {
        prompt: "Begin.",
        args: ask("Begin."),
        turns: [{ text: "I begin.", commands: ["seq 1 20000"] }, { text: "Begun." }],
      },
      {
        prompt: "Fill it.",
        args: ask("Fill it.", "--continue"),
        turns: [
          { text: "I fill.", commands: ["seq 1 9000; exit 4"], usage: { input: 126_000 } },
          { text: "Full.", usage: { input: 127_500 } },
          { text: "On." },
        ],
      },
      { prompt: "More.", args: ask("More.", "--continue"), turns: [{ text: "More, then." }] },
    ],
  },
  terminalEdits({
    args: [],
    begins: [{ until: "Confirm folder trust|Do you trust" }, { waitMs: 1500 }, { send: "\r" }, { waitMs: 3000 }],
    asks: "Do you want to run|Yes",
    compacts: [...typed("/compact"), { waitMs: 6000 }],
    leaves: "/exit",
  }),
];

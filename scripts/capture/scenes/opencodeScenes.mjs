// opencode: forks, refusals, sub-agents, files, MCP, commands, and conversations that fill the context.

import { demoServer, picture } from "./sceneFiles.mjs";
import { call } from "./toolCall.mjs";

/** @param {string} prompt @param {readonly string[]} more */
const ask = (prompt, ...more) => ["run", ...more, "--format", "json", "--thinking", prompt];

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const opencodeScenes = [
  {
    name: "forked",
    runs: [
      {
        prompt: "First question.",
        args: ask("First question."),
        turns: [{ text: "First answer.", commands: ["echo one"] }, { text: "First end." }],
      },
      {
        prompt: "In the fork.",
        args: ask("In the fork.", "--continue", "--fork"),
        turns: [{ text: "Fork's answer.", commands: ["exit 3"] }, { text: "Fork's end." }],
      },
      { prompt: "On.", args: ask("On.", "--continue"), turns: [{ text: "On and on." }] },
    ],
  },
  {
    name: "denied",
    files: {
      "opencode.json": JSON.stringify({
        permission: { bash: { "*": "allow", "touch *": "deny", "mkdir *": "ask" }, edit: "deny" },
      }),
    },
    runs: [
      {
        prompt: "Try all.",
        args: ask("Try all."),
        turns: [
          { text: "I try.", commands: ["touch refused", "echo fine"] },
          { text: "And an edit.", calls: [call("write", { filePath: "b.txt", content: "x" })] },
          { text: "And one to ask for.", commands: ["mkdir asked"] },
          { text: "Some were refused." },
        ],
      },
      { prompt: "On.", args: ask("On.", "--continue"), turns: [{ text: "On and on." }] },
    ],
  },
  {
    name: "agents",
    runs: [
      {
        prompt: "Send three.",
        args: ask("Send three."),
        turns: [
          {
            text: "I send three.",
            calls: [
              call("task", { description: "Sheep", prompt: "Count sheep", subagent_type: "general" }),
              call("task", { description: "Goats", prompt: "Count goats", subagent_type: "no-such-type" }),
              call("task", { description: "Cows", prompt: "Count cows", subagent_type: "general" }),
            ],
          },
          {
            of: '"content":\\s*"[^"]*Count sheep|"text":\\s*"[^"]*Count sheep',
            text: "I count.",
            commands: ["echo 3", "exit 3"],
          },
          { of: '"content":\\s*"[^"]*Count sheep|"text":\\s*"[^"]*Count sheep', text: "Three sheep." },
          { of: '"content":\\s*"[^"]*Count cows|"text":\\s*"[^"]*Count cows', refused: 400 },
          { text: "Three in all." },
        ],
      },
    ],
  },
  {
    name: "files",
    files: { "point.png": `base64:${picture}`, "note.txt": "A note.\n" },
    runs: [
      {
        prompt: "Look.",
        args: ["run", "--format", "json", "Look.", "-f", "point.png", "-f", "note.txt"],
        turns: [
          { text: "I read.", calls: [call("read", { filePath: "point.png" }), call("read", { filePath: "none.txt" })] },
          {
            text: "Three lines.",
            calls: [
              call("edit", { filePath: "note.txt", oldString: "A note.", newString: "B" }),
              call("edit", { filePath: "note.txt", oldString: "C", newString: "D" }),
            ],
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
      "opencode.json": JSON.stringify({
        mcp: { demo: { type: "local", command: ["node", "demoServer.mjs"], enabled: true } },
      }),
    },
    runs: [
      {
        prompt: "Use the tools.",
        args: ask("Use the tools."),
        turns: [
          {
            text: "I add.",
            calls: ["add", "object", "fail", "picture", "nothing", "refuse", "long"].map((name) =>
              call(`demo_${name}`, { a: 1, b: 2 }),
            ),
          },
          { text: "All used." },
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
          { text: "I fill.", commands: ["seq 1 9000; exit 4"], usage: { input: 99_500 } },
          { text: "Full.", usage: { input: 99_800 } },
          { text: "On." },
          { text: "And on." },
        ],
      },
      { prompt: "More.", args: ask("More.", "--continue"), turns: [{ text: "More, then." }] },
    ],
  },
  {
    name: "commands",
    files: { ".opencode/command/greet.md": "---\ndescription: Greets\n---\nGreet $ARGUMENTS warmly.\n" },
    runs: [
      {
        prompt: "Ada",
        args: ["run", "--format", "json", "--command", "greet", "Ada"],
        turns: [{ text: "Warm greetings." }],
      },
      {
        prompt: "Plan.",
        args: ask("Plan.", "--continue", "--agent", "plan"),
        turns: [{ text: "I plan.", calls: [call("write", { filePath: "b.txt", content: "x" })] }, { text: "Planned." }],
      },
      {
        prompt: "Todo.",
        args: ask("Todo.", "--continue"),
        turns: [
          {
            thought: "So much.",
            text: "I list.",
            calls: [call("todowrite", { todos: [{ content: "x", status: "pending", priority: "high", id: "1" }] })],
          },
          { text: "Listed." },
        ],
      },
    ],
  },
];

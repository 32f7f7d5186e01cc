// Qwen Code: what drives it over standard input, forks, sub-agents, approvals, limits, pictures, hooks, and the terminal.

import { demoServer, picture } from "./sceneFiles.mjs";
import { terminalEdits } from "./terminalEdits.mjs";
import { typed } from "./terminalKeys.mjs";
import { call } from "./toolCall.mjs";

/** @param {string} prompt @param {readonly string[]} more */
const ask = (prompt, ...more) => [
  ...["--output-format", "stream-json"],
  ...(more.includes("--approval-mode") ? [] : ["--yolo"]),
  ...more,
  ...["--prompt", prompt],
];
/** @param {string} content */
const spoken = (content) => ({
  send: { type: "user", session_id: "", message: { role: "user", content }, parent_tool_use_id: null },
});

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const qwenScenes = [
  {
    name: "spoken-to",
    runs: [
      {
        prompt: "(spoken-to)",
        args: [
          "--output-format",
          "stream-json",
          "--input-format",
          "stream-json",
          "--yolo",
          "--include-partial-messages",
        ],
        steps: [
          spoken("First question."),
          { until: '"type":"result"' },
          spoken("Second question."),
          { until: '"type":"tool_use"' },
          spoken("Typed while it works."),
          { until: '"type":"result"' },
          { waitMs: 4000 },
          { close: true },
        ],
        turns: [
          { thought: "A thought.", text: "First answer." },
          { text: "Second answer.", commands: ["sleep 1; echo two"] },
          { text: "Second end." },
          { text: "A third answer." },
        ],
      },
    ],
  },
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
        args: ask("In the fork.", "--continue", "--fork-session"),
        turns: [{ text: "Fork's answer.", commands: ["exit 3"] }, { text: "Fork's end." }],
      },
      { prompt: "On.", args: ask("On.", "--continue"), turns: [{ text: "On and on." }] },
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
              call("agent", { description: "Sheep", prompt: "Count sheep", subagent_type: "general-purpose" }),
              call("agent", { description: "Goats", prompt: "Count goats", subagent_type: "no-such-type" }),
            ],
          },
          {
            of: '"content":\\s*"[^"]*Count sheep|"text":\\s*"[^"]*Count sheep',
            text: "I count.",
            commands: ["echo 3", "exit 3"],
          },
          { of: '"content":\\s*"[^"]*Count sheep|"text":\\s*"[^"]*Count sheep', text: "Three sheep." },
          { text: "Three in all." },
          { text: "Really three." },
        ],
      },
    ],
  },
  {
    name: "nobody-approves",
    files: { "a.txt": "one\ntwo\n" },
    runs: [
      {
        prompt: "Try all.",
        args: ask("Try all.", "--approval-mode", "auto-edit", "--max-session-turns", "9"),
        turns: [
          {
            text: "I try.",
            commands: ["touch refused"],
            calls: [
              call("read_file", { file_path: "a.txt" }),
              call("todo_write", { todos: [{ id: "1", content: "x", status: "pending" }] }),
            ],
          },
          { text: "Some were refused." },
        ],
      },
      {
        prompt: "Few turns.",
        args: ask("Few turns.", "--continue", "--max-session-turns", "2"),
        turns: [
          { text: "One.", commands: ["echo 1"] },
          { text: "Two.", commands: ["echo 2"] },
          { text: "Three.", commands: ["echo 3"] },
        ],
      },
      {
        prompt: "Few calls.",
        args: ask("Few calls.", "--continue", "--max-tool-calls", "1"),
        turns: [
          { text: "One.", commands: ["echo 1", "echo 2"] },
          { text: "Two.", commands: ["echo 3"] },
        ],
      },
    ],
  },
  {
    name: "pictures",
    files: { "point.png": `base64:${picture}`, "note.txt": "A note.\n" },
    runs: [
      {
        prompt: "Look at @point.png and @note.txt now.",
        args: ask("Look at @point.png and @note.txt now."),
        turns: [
          {
            text: "I read.",
            calls: [
              call("read_file", { file_path: "$folder/point.png" }),
              call("read_file", { file_path: "/none.txt" }),
            ],
            finds: { folder: "working in(?: the directory)?: ([^\\\\ ]+)" },
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
      ".qwen/settings.json": JSON.stringify({
        mcpServers: { demo: { command: "node", args: ["demoServer.mjs"], trust: true } },
      }),
    },
    runs: [
      {
        prompt: "Use the tools.",
        args: ask("Use the tools."),
        turns: [
          {
            text: "I add.",
            calls: ["object", "fail", "picture", "nothing", "refuse", "long"].map((name) =>
              call(`mcp__demo__${name}`, { a: 1, b: 2 }),
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
      ".qwen/settings.json": JSON.stringify({
        hooks: {
          UserPromptSubmit: [
            {
              hooks: [
                {
                  type: "command",
                  command: `echo '{"hookSpecificOutput":{"hookEventName":"UserPromptSubmit","additionalContext":"From a hook."}}'`,
                },
              ],
            },
          ],
          PreToolUse: [
            {
              matcher: "*",
              hooks: [
                {
                  type: "command",
                  command: `grep -q forbidden && echo '{"decision":"deny","reason":"Not that."}' || true`,
                },
              ],
            },
          ],
          Stop: [
            {
              hooks: [
                {
                  type: "command",
                  command: `if [ -e asked ]; then true; else touch asked; echo '{"decision":"block","reason":"Say more."}'; fi`,
                },
              ],
            },
          ],
        },
      }),
    },
    runs: [
      {
        prompt: "Work.",
        args: ask("Work."),
        turns: [{ text: "I work.", commands: ["echo forbidden", "echo fine"] }, { text: "Done." }, { text: "More." }],
      },
    ],
  },
  {
    name: "background",
    runs: [
      {
        prompt: "Run it beside.",
        args: ask("Run it beside."),
        turns: [
          {
            text: "Beside.",
            calls: [
              call("run_shell_command", {
                command: "sleep 1; echo beside",
                description: "Scripted",
                is_background: true,
              }),
            ],
          },
          { text: "It runs.", commands: ["sleep 2; echo on"] },
          { text: "It ran." },
          { text: "Really." },
        ],
      },
    ],
  },
  {
    name: "full",
    files: { ".qwen/settings.json": JSON.stringify({ model: { generationConfig: { contextWindowSize: 20_000 } } }) },
    runs: [
      {
        prompt: "Fill it.",
        args: ask("Fill it."),
        turns: [
          { text: "I fill.", commands: ["seq 1 3000"], usage: { input: 18_000 } },
          { text: "On.", commands: ["echo on"], usage: { input: 19_000 } },
          { text: "Done." },
        ],
      },
      { prompt: "More.", args: ask("More.", "--continue"), turns: [{ text: "More, then." }] },
      { prompt: "/compress", args: ask("/compress", "--continue"), turns: [{ text: "Never." }] },
      { prompt: "Last.", args: ask("Last.", "--continue"), turns: [{ text: "The last." }] },
    ],
  },
  terminalEdits({
    args: [],
    begins: [{ until: "Type your message" }, { waitMs: 1000 }],
    asks: "Yes, allow|Allow once",
    compacts: [
      ...typed("/compress"),
      { waitMs: 6000 },
      ...typed("!echo by hand"),
      { waitMs: 2000 },
      { send: "\u001b" },
      { waitMs: 500 },
    ],
    leaves: "/quit",
  }),
];

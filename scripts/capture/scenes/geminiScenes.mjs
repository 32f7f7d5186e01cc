// Gemini CLI: approvals that nobody can give, hooks, limits of turns, sub-agents, pictures, long results, and the terminal.

import { demoServer, picture } from "./sceneFiles.mjs";
import { terminalEdits } from "./terminalEdits.mjs";
import { typed } from "./terminalKeys.mjs";
import { call } from "./toolCall.mjs";

/** @param {string} prompt @param {readonly string[]} more */
const ask = (prompt, ...more) => [
  ...["--model", "gemini-2.5-pro", "--output-format", "stream-json"],
  ...(more.includes("--approval-mode") ? [] : ["--yolo"]),
  ...more,
  ...["--prompt", prompt],
];

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const geminiScenes = [
  {
    name: "by-policy",
    files: {
      "a.txt": "one\ntwo\n",
      "policy.toml": [
        ...[
          "[[rule]]",
          'toolName = "run_shell_command"',
          'commandPrefix = "touch"',
          'decision = "deny"',
          "priority = 900",
          "",
        ],
        ...["[[rule]]", 'toolName = "write_file"', 'decision = "ask_user"', "priority = 900", ""],
      ].join("\n"),
    },
    runs: [
      {
        prompt: "Try all.",
        args: ask("Try all.", "--policy", "policy.toml"),
        turns: [
          {
            text: "I try.",
            commands: ["touch refused"],
            calls: [
              call("read_file", { file_path: "a.txt" }),
              call("write_file", { file_path: "b.txt", content: "x" }),
            ],
          },
          { text: "Some were refused." },
        ],
      },
    ],
  },
  {
    name: "few-turns",
    files: { ".gemini/settings.json": JSON.stringify({ model: { maxSessionTurns: 2 } }) },
    runs: [
      {
        prompt: "Go far.",
        args: ask("Go far."),
        turns: [
          { text: "One.", commands: ["echo 1"] },
          { text: "Two.", commands: ["echo 2"] },
          { text: "Three.", commands: ["echo 3"] },
          { text: "Four." },
        ],
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
              call("invoke_agent", { agent_name: "generalist", prompt: "Count sheep" }),
              call("invoke_agent", { agent_name: "no-such-agent", prompt: "Count goats" }),
            ],
          },
          {
            of: "Count sheep(?![^]*functionResponse[^]*functionCall[^]*Count sheep)",
            text: "I count.",
            commands: ["echo 3", "exit 3"],
          },
          { of: "Count sheep", calls: [call("complete_task", { result: { Response: "Three sheep." } })] },
          { text: "Three in all." },
        ],
      },
      { prompt: "And then?", args: ask("And then?", "--resume", "latest"), turns: [{ text: "Nothing." }] },
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
            calls: [call("read_file", { file_path: "point.png" }), call("read_file", { file_path: "none.txt" })],
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
      ".gemini/settings.json": JSON.stringify({
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
            calls: ["add", "fail", "picture", "nothing", "refuse", "long"].map((name) =>
              call(`mcp_demo_${name}`, { a: 1, b: 2 }),
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
      ".gemini/settings.json": JSON.stringify({
        hooks: {
          BeforeAgent: [
            {
              hooks: [
                {
                  type: "command",
                  name: "context",
                  command: `echo '{"hookSpecificOutput":{"additionalContext":"From a hook."}}'`,
                },
              ],
            },
          ],
          BeforeTool: [
            {
              matcher: "run_shell_command",
              hooks: [
                {
                  type: "command",
                  name: "no",
                  command: `grep -q forbidden && echo '{"decision":"deny","reason":"Not that."}' || true`,
                },
              ],
            },
          ],
          AfterAgent: [
            {
              hooks: [
                {
                  type: "command",
                  name: "again",
                  command: `if [ -e asked ]; then true; else touch asked; echo '{"decision":"deny","reason":"Say more."}'; fi`,
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
    name: "long-results",
    runs: [
      {
        prompt: "Print much.",
        args: ask("Print much."),
        turns: [{ text: "Much.", commands: ["seq 1 30000", "seq 1 30000; exit 5"] }, { text: "It was much." }],
      },
    ],
  },
  terminalEdits({
    args: ["--model", "gemini-2.5-pro"],
    begins: [{ until: "Type your message" }],
    asks: "Allow once|allow once|Yes, allow",
    compacts: [...typed("/compress"), { waitMs: 5000 }],
    leaves: "/quit",
  }),
  {
    name: "terminal-loaded",
    runs: [
      {
        prompt: "(terminal-loaded)",
        args: ["--model", "gemini-2.5-pro", "--yolo"],
        inTerminal: true,
        steps: [
          ...[{ until: "Type your message" }, { waitMs: 1500 }],
          ...[...typed("First."), { until: "Roses, one" }, { waitMs: 1500 }],
          ...[...typed("!echo by hand; exit 3"), { waitMs: 2500 }, { send: "\u001b" }, { waitMs: 600 }],
          ...[...typed("Second."), { until: "Tulips" }, { waitMs: 1500 }, ...typed("/chat save a"), { waitMs: 1500 }],
          ...[...typed("Third."), { until: "Figs" }, { waitMs: 1500 }, ...typed("/chat resume a"), { waitMs: 2000 }],
          ...[...typed("Fourth."), { until: "Plums" }, { waitMs: 1500 }, ...typed("/quit"), { waitMs: 2000 }],
        ],
        turns: [
          { text: "Roses.", commands: ["echo one"] },
          { text: "Roses, one." },
          { text: "Tulips." },
          { text: "Figs." },
          { text: "Plums." },
        ],
      },
      { prompt: "Fifth.", args: ask("Fifth.", "--resume", "latest"), turns: [{ text: "Pears." }] },
    ],
  },
];

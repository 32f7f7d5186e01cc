// Claude Code: what a person may say, and how.

import { demoServer, page, picture } from "./sceneFiles.mjs";

const printed = ["-p", "--output-format", "stream-json", "--verbose"];
const typed = [...printed, "--input-format", "stream-json", "--replay-user-messages"];

/** @param {string} prompt @param {...string} more */
export function ask(prompt, ...more) {
  return [
    ...printed,
    ...more,
    "--allowedTools",
    "Bash,Read,Edit,Write,Agent,Task,mcp__demo,WebSearch,Skill,SendMessage",
    "--",
    prompt,
  ];
}

/** @param {...string} more */
export function listen(...more) {
  return [...typed, ...more, "--allowedTools", "Bash,Read,Edit,Write,Agent,Task,mcp__demo"];
}

/** @param {string | readonly object[]} content */
export function said(content) {
  return { send: { type: "user", message: { role: "user", content }, parent_tool_use_id: null } };
}

export const result = { until: '"type":"result"' };
const close = { close: /** @type {const} */ (true) };

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const claudePrompts = [
  {
    name: "pictures",
    files: { "pic.png": `base64:${picture}`, "doc.pdf": `base64:${page}` },
    runs: [
      {
        prompt: "(a picture and a document, then a picture alone)",
        args: listen(),
        steps: [
          said([
            { type: "text", text: "What is this?" },
            { type: "image", source: { type: "base64", media_type: "image/png", data: picture } },
            { type: "document", source: { type: "base64", media_type: "application/pdf", data: page } },
          ]),
          result,
          said([{ type: "image", source: { type: "base64", media_type: "image/png", data: picture } }]),
          result,
          close,
        ],
        turns: [{ text: "A point." }, { text: "The same point." }],
      },
      {
        prompt: "Read both.",
        args: ask("Read both.", "--continue"),
        turns: [
          {
            text: "I read.",
            calls: [
              { name: "Read", input: { file_path: "pic.png" } },
              { name: "Read", input: { file_path: "doc.pdf" } },
            ],
          },
          { text: "Read." },
        ],
      },
    ],
  },
  {
    name: "typed-ahead",
    runs: [
      {
        prompt: "(two while a command runs)",
        args: listen(),
        steps: [
          said("First."),
          { until: '"type":"tool_use"' },
          said("Second, while you work."),
          said([{ type: "text", text: "Third, too." }]),
          { until: '"subtype":"success"' },
          { waitMs: 1500 },
          said("Fourth."),
          { until: '"subtype":"success"' },
          close,
        ],
        turns: [
          { text: "I work.", commands: ["sleep 2; echo done"] },
          { text: "All heard." },
          { text: "More." },
          { text: "Still more." },
        ],
      },
    ],
  },
  {
    name: "commands",
    files: {
      ".claude/commands/greet.md": "---\ndescription: Greets\n---\nGreet $ARGUMENTS warmly.\n",
      ".claude/skills/counting/SKILL.md": "---\nname: counting\ndescription: How to count\n---\nCount from one.\n",
      "notes.txt": "A note.\n",
      "CLAUDE.md": "Be brief.\n",
    },
    runs: [
      { prompt: "/greet the world", args: ask("/greet the world"), turns: [{ text: "Hello, world." }] },
      { prompt: "/context", args: ask("/context", "--continue"), turns: [] },
      { prompt: "/cost", args: ask("/cost", "--continue"), turns: [] },
      { prompt: "/nosuch thing", args: ask("/nosuch thing", "--continue"), turns: [{ text: "No such command." }] },
      { prompt: "See @notes.txt now.", args: ask("See @notes.txt now.", "--continue"), turns: [{ text: "Seen." }] },
      {
        prompt: "/counting to three",
        args: ask("/counting to three", "--continue"),
        turns: [{ text: "One two three." }],
      },
      {
        prompt: "Use the skill.",
        args: ask("Use the skill.", "--continue"),
        turns: [{ text: "I use it.", calls: [{ name: "Skill", input: { skill: "counting" } }] }, { text: "One." }],
      },
      { prompt: "/clear", args: ask("/clear", "--continue"), turns: [] },
      { prompt: "After.", args: ask("After.", "--continue"), turns: [{ text: "After all." }] },
    ],
  },
  {
    name: "compacted",
    runs: [
      { prompt: "First.", turns: [{ text: "One.", commands: ["echo 1"] }, { text: "Was one." }] },
      {
        prompt: "/compact",
        args: ask("/compact", "--continue"),
        turns: [{ text: "<summary>It was about one.</summary>" }],
      },
      { prompt: "Second.", turns: [{ text: "Two." }] },
      {
        prompt: "/compact keep two",
        args: ask("/compact keep two", "--continue"),
        turns: [{ text: "<summary>Two.</summary>" }],
      },
      { prompt: "Third.", turns: [{ text: "Three." }] },
    ],
  },
  {
    name: "compacted-by-itself",
    runs: [
      {
        prompt: "First.",
        args: ask("First.", "--autocompact", "100000"),
        turns: [
          { text: "One.", commands: ["echo 1"], usage: { input: 190_000 } },
          { text: "<summary>It was about one.</summary>" },
          { text: "On with it.", commands: ["echo 2"] },
          { text: "Done." },
        ],
      },
      { prompt: "Second.", turns: [{ text: "Two." }] },
    ],
  },
  {
    name: "models",
    runs: [
      { prompt: "First.", turns: [{ text: "One." }] },
      {
        prompt: "Second.",
        args: ask("Second.", "--continue", "--model", "claude-opus-4-5"),
        turns: [{ text: "Two." }],
      },
      {
        prompt: "(third, with another model)",
        args: listen("--continue"),
        steps: [
          said("Third."),
          result,
          {
            send: {
              type: "control_request",
              request_id: "r1",
              request: { subtype: "set_model", model: "claude-haiku-4-5" },
            },
          },
          { until: '"request_id":"r1"' },
          said("Fourth."),
          result,
          close,
        ],
        turns: [{ text: "Three." }, { text: "Four." }],
      },
    ],
  },
  {
    name: "stopped-by-request",
    runs: [
      {
        prompt: "(stopped while a command runs, and in an answer)",
        args: listen("--include-partial-messages"),
        steps: [
          said("First."),
          { until: '"stop_reason":"tool_use"' },
          { waitMs: 500 },
          { send: { type: "control_request", request_id: "r1", request: { subtype: "interrupt" } } },
          result,
          said("Second."),
          { until: "Half of" },
          { send: { type: "control_request", request_id: "r2", request: { subtype: "interrupt" } } },
          result,
          said("Third."),
          result,
          close,
        ],
        turns: [{ text: "I wait.", commands: ["sleep 20"] }, { text: "Half of what", holds: true }, { text: "Whole." }],
      },
    ],
  },
  {
    name: "forked",
    runs: [
      { prompt: "First.", turns: [{ text: "One.", commands: ["echo 1"] }, { text: "Was one." }] },
      { prompt: "Second.", args: ask("Second.", "--resume", "$session", "--fork-session"), turns: [{ text: "Two." }] },
      {
        prompt: "Third.",
        args: ask("Third.", "--resume", "$session", "--fork-session"),
        turns: [{ text: "Three.", commands: ["echo 3"] }, { text: "Was three." }],
      },
      { prompt: "Fourth.", args: ask("Fourth.", "--resume", "$session"), turns: [{ text: "Four." }] },
    ],
  },
  {
    name: "forked-of-compacted",
    runs: [
      { prompt: "First.", turns: [{ text: "One.", commands: ["echo 1"] }, { text: "Was one." }] },
      { prompt: "/compact", args: ask("/compact", "--continue"), turns: [{ text: "<summary>It was one.</summary>" }] },
      { prompt: "Second.", turns: [{ text: "Two.", commands: ["exit 2", "echo 2"] }, { text: "Was two." }] },
      {
        prompt: "Third.",
        args: ask("Third.", "--resume", "$session", "--fork-session"),
        turns: [{ text: "Three.", commands: ["touch running; sleep 20", "echo 3"] }],
        signal: "SIGKILL",
      },
      { prompt: "Fourth.", turns: [{ text: "Four." }] },
      { prompt: "/compact", args: ask("/compact", "--continue"), turns: [{ text: "<summary>It was four.</summary>" }] },
      { prompt: "Fifth.", args: ask("Fifth.", "--continue", "--fork-session"), turns: [{ text: "Five." }] },
    ],
  },
  {
    name: "resumed-at",
    runs: [
      {
        prompt: "(two)",
        args: listen(),
        steps: [
          said("First."),
          { until: '"text":"One\\."[^\\n]*?"uuid":"([^"]+)"', as: "answer" },
          result,
          said("Second."),
          { until: "Was two" },
          result,
          close,
        ],
        turns: [{ text: "One." }, { text: "Two.", commands: ["exit 2"] }, { text: "Was two." }],
      },
      {
        prompt: "Third.",
        args: ask("Third.", "--resume", "$session", "--resume-session-at", "$answer"),
        turns: [{ text: "Three." }],
      },
      {
        prompt: "Fourth.",
        args: ask("Fourth.", "--resume", "$session", "--resume-session-at", "$answer", "--fork-session"),
        turns: [{ text: "Four." }],
      },
    ],
  },
  {
    name: "mcp-prompt",
    files: { "demo.mjs": demoServer, ".mcp.json": mcpSettings() },
    runs: [
      {
        prompt: "/mcp__demo__greet",
        args: ask("/mcp__demo__greet", "--mcp-config", ".mcp.json"),
        turns: [{ text: "Hello, all." }],
      },
      {
        prompt: "See @demo:demo://notes please.",
        args: ask("See @demo:demo://notes please.", "--continue", "--mcp-config", ".mcp.json"),
        turns: [{ text: "Seen." }],
      },
    ],
  },
];

export function mcpSettings() {
  return JSON.stringify({ mcpServers: { demo: { command: process.execPath, args: ["demo.mjs"] } } });
}

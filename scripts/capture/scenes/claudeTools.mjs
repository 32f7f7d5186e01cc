// Claude Code: its tools and those of other servers.

import { ask, mcpSettings } from "./claudePrompts.mjs";
import { demoServer, picture } from "./sceneFiles.mjs";

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const claudeTools = [
  {
    name: "mcp",
    files: { "demo.mjs": demoServer, ".mcp.json": mcpSettings() },
    runs: [
      {
        prompt: "Use the server.",
        args: ask("Use the server.", "--mcp-config", ".mcp.json"),
        turns: [
          {
            text: "Sums.",
            calls: ["add", "fail"].map((name) => ({ name: `mcp__demo__${name}`, input: { a: 1, b: 2 } })),
          },
          { calls: ["picture", "object", "links"].map((name) => ({ name: `mcp__demo__${name}`, input: {} })) },
          { calls: ["nothing", "refuse", "long"].map((name) => ({ name: `mcp__demo__${name}`, input: {} })) },
          {
            calls: [
              { name: "mcp__demo__add", input: { a: "x" } },
              { name: "ReadMcpResourceTool", input: { server: "demo", uri: "demo://notes" } },
            ],
          },
          {
            calls: [
              { name: "ListMcpResourcesTool", input: {} },
              { name: "mcp__demo__exit", input: {} },
            ],
          },
          { text: "Used." },
        ],
      },
    ],
  },
  {
    name: "files",
    files: { "a.txt": "one\ntwo\n", "pic.png": `base64:${picture}` },
    runs: [
      {
        prompt: "Change files.",
        turns: [
          {
            text: "I read.",
            calls: [
              { name: "Read", input: { file_path: "a.txt" } },
              { name: "Read", input: { file_path: "none.txt" } },
            ],
          },
          {
            calls: [
              { name: "Edit", input: { file_path: "a.txt", old_string: "one", new_string: "three" } },
              { name: "Edit", input: { file_path: "a.txt", old_string: "absent", new_string: "x" } },
            ],
          },
          {
            calls: [
              { name: "Write", input: { file_path: "b.txt", content: "new\n" } },
              { name: "Write", input: { file_path: "pic.png", content: "unread" } },
            ],
          },
          {
            calls: [
              { name: "TaskCreate", input: { subject: "One", description: "First" } },
              { name: "TodoWrite", input: { todos: [{ content: "One", status: "pending", activeForm: "Doing one" }] } },
            ],
          },
          {
            calls: [
              { name: "TaskUpdate", input: { taskId: "1", status: "completed" } },
              { name: "TaskList", input: {} },
              { name: "Glob", input: { pattern: "*.txt" } },
            ],
          },
          { text: "Changed." },
        ],
        args: ask("Change files."),
      },
    ],
  },
  {
    name: "structured",
    runs: [
      {
        prompt: "Give a number.",
        args: ask(
          "Give a number.",
          "--json-schema",
          JSON.stringify({ type: "object", properties: { n: { type: "number" } }, required: ["n"] }),
        ),
        turns: [
          { text: "I look.", commands: ["echo 3"] },
          { text: "Wrong first.", calls: [{ name: "StructuredOutput", input: { n: "three" } }] },
          { text: "So.", calls: [{ name: "StructuredOutput", input: { n: 3 } }] },
          { text: "Done." },
        ],
      },
      {
        prompt: "Say it in words.",
        args: ask(
          "Say it in words.",
          "--continue",
          "--json-schema",
          JSON.stringify({ type: "object", properties: { n: { type: "number" } }, required: ["n"] }),
        ),
        turns: [
          { text: "Three." },
          { text: "Three, I said." },
          { text: "Three!" },
          { text: "3" },
          { text: "3." },
          { text: "3?" },
        ],
      },
    ],
  },
];

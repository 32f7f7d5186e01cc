// Codex, one prompt at a time: its tools and those of other servers.

import { added, again, ask, patch, search, spoken, start } from "./codexSpeech.mjs";
import { demoServer, picture } from "./sceneFiles.mjs";

const demo = [
  ...["-c", `mcp_servers.demo.command=${JSON.stringify(process.execPath)}`],
  ...["-c", 'mcp_servers.demo.args=["demo.mjs"]'],
];
const sessions = { session: "session ID (\\d+)" };
const changed = "*** Begin Patch\n*** Update File: new.txt\n@@\n-one\n+three\n*** End Patch\n";
const absent = "*** Begin Patch\n*** Update File: new.txt\n@@\n-absent\n+x\n*** End Patch\n";

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const codexTools = [
  {
    name: "patches",
    runs: [
      {
        prompt: "Change files.",
        args: ask("Change files.", "-m", "gpt-5.5"),
        turns: [
          { text: "I add.", blocks: [patch(added)] },
          { blocks: [patch(changed), patch(absent)] },
          {
            commands: [
              "apply_patch <<'EOF'\n*** Begin Patch\n*** Delete File: new.txt\n*** End Patch\nEOF",
              "cat new.txt",
            ],
          },
          { text: "Changed." },
        ],
      },
    ],
  },
  {
    name: "pictures",
    files: { "pic.png": `base64:${picture}` },
    runs: [
      {
        prompt: "What is this?",
        args: [...start, "-i", "pic.png", "--", "What is this?"],
        turns: [
          {
            text: "I look.",
            calls: [
              { name: "view_image", input: { path: "pic.png" } },
              { name: "view_image", input: { path: "none.png" } },
            ],
          },
          { text: "A point." },
        ],
      },
      { prompt: "And again?", args: again("And again?", "-i", "pic.png", "--"), turns: [{ text: "The same." }] },
    ],
  },
  {
    name: "plans",
    runs: [
      {
        prompt: "Plan it.",
        args: ask("Plan it."),
        turns: [
          {
            text: "I plan.",
            calls: [
              {
                name: "update_plan",
                input: {
                  explanation: "So.",
                  plan: [
                    { step: "One", status: "in_progress" },
                    { step: "Two", status: "pending" },
                  ],
                },
              },
            ],
          },
          {
            calls: [
              {
                name: "update_plan",
                input: {
                  plan: [
                    { step: "One", status: "completed" },
                    { step: "Two", status: "completed" },
                  ],
                },
              },
            ],
          },
          {
            calls: [
              {
                name: "request_user_input",
                input: {
                  questions: [
                    {
                      id: "q",
                      header: "Way",
                      question: "Which?",
                      options: [
                        { label: "Left", description: "l" },
                        { label: "Right", description: "r" },
                      ],
                    },
                  ],
                },
              },
            ],
          },
          { text: "Planned." },
        ],
      },
    ],
  },
  {
    name: "mcp",
    files: { "demo.mjs": demoServer },
    runs: [
      {
        prompt: "Use the server.",
        args: ask("Use the server.", ...demo),
        turns: [
          {
            text: "Sums.",
            calls: ["add", "fail"].map((name) => ({ namespace: "mcp__demo", name, input: { a: 1, b: 2 } })),
          },
          { calls: ["picture", "object", "links"].map((name) => ({ namespace: "mcp__demo", name, input: {} })) },
          { calls: ["nothing", "refuse", "long"].map((name) => ({ namespace: "mcp__demo", name, input: {} })) },
          {
            calls: [
              { name: "list_mcp_resources", input: {} },
              { name: "read_mcp_resource", input: { server: "demo", uri: "demo://notes" } },
              { name: "read_mcp_resource", input: { server: "none", uri: "demo://notes" } },
            ],
          },
          { calls: [{ namespace: "mcp__demo", name: "exit", input: {} }] },
          { text: "Used." },
        ],
      },
    ],
  },
  {
    name: "searches",
    runs: [
      {
        prompt: "Search.",
        args: ask("Search."),
        turns: [
          {
            text: "I search.",
            blocks: [
              search("sheep"),
              search("goats", { action: { type: "open_page", url: "https://example.org/" } }),
              search("cows", { status: "failed" }),
            ],
            commands: ["echo 1"],
          },
          {
            blocks: [
              search("pigs", { action: { type: "search", queries: ["pigs", "hens"] } }),
              {
                type: "image_generation_call",
                id: "ig_1",
                status: "completed",
                revised_prompt: "A pig",
                result: picture,
              },
            ],
            text: "Found.",
          },
        ],
      },
    ],
  },
  {
    name: "phases",
    runs: [
      {
        prompt: "Talk.",
        args: ask("Talk."),
        turns: [
          {
            thought: "How?",
            blocks: [spoken("I begin.", "commentary"), spoken("I go on.", "commentary")],
            commands: ["echo 1"],
          },
          { blocks: [spoken("I come to the end.", "commentary"), spoken("The end.", "final_answer")] },
        ],
      },
      { prompt: "Talk in parts.", args: again("Talk in parts."), turns: [{ text: ["One part.", "Another part."] }] },
    ],
  },
  {
    name: "terminals",
    runs: [
      {
        prompt: "Use a terminal.",
        args: ask("Use a terminal."),
        turns: [
          {
            text: "I begin.",
            calls: [
              {
                name: "exec_command",
                input: { cmd: "read a; echo got $a; sleep 1; read b; exit 5", tty: true, yield_time_ms: 300 },
              },
            ],
          },
          {
            finds: sessions,
            calls: [{ name: "write_stdin", input: { session_id: "$session", chars: "one\n", yield_time_ms: 300 } }],
          },
          {
            finds: sessions,
            calls: [{ name: "write_stdin", input: { session_id: "$session", chars: "", yield_time_ms: 2000 } }],
          },
          {
            finds: sessions,
            calls: [
              { name: "write_stdin", input: { session_id: "$session", chars: "two\n", yield_time_ms: 2000 } },
              { name: "write_stdin", input: { session_id: 4711, chars: "x" } },
            ],
          },
          { calls: [{ name: "exec_command", input: { cmd: "sleep 2; exit 6", yield_time_ms: 250 } }] },
          { calls: [{ name: "exec_command", input: { cmd: "sleep 4" } }] },
          { text: "Done." },
        ],
      },
    ],
  },
];

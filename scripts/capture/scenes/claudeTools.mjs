// Claude Code: its tools, those of other servers, its agents, and what stands between the model and them.

import { ask, listen, mcpSettings, result, said } from "./claudePrompts.mjs";
import { demoServer, picture } from "./sceneFiles.mjs";

const close = { close: /** @type {const} */ (true) };
/** @param {string} task */
const opening = (task) => `"(?:text|content)":\\s*"${task}`;
/** @param {string} task @param {object} [more] */
const agent = (task, more) => ({
  name: "Agent",
  input: { description: "Scripted", prompt: task, subagent_type: "general-purpose", ...more },
});

/** @param {string} name @param {string} command */
const hook = (name, command) => ({ [name]: [{ matcher: "", hooks: [{ type: "command", command }] }] });

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
    name: "agents",
    runs: [
      {
        prompt: "Send two.",
        args: ask("Send two."),
        turns: [
          { text: "I send two.", calls: [agent("Count sheep"), agent("Count goats")] },
          { of: opening("Count sheep"), text: "I count.", commands: ["sleep 0.5; echo 3"] },
          { of: opening("Count sheep"), text: "Three sheep." },
          { of: opening("Count goats"), text: "Another.", calls: [agent("Count kids")] },
          { of: opening("Count kids"), text: "No kids.", commands: ["exit 3"] },
          { of: opening("Count kids"), text: "None." },
          { of: opening("Count goats"), text: "Two goats." },
          { text: "Five." },
        ],
      },
      {
        prompt: "One that fails, and one of no kind.",
        args: ask("One that fails, and one of no kind.", "--continue"),
        turns: [
          { calls: [agent("Count cows"), agent("Count pigs", { subagent_type: "no-such-kind" })] },
          { of: opening("Count cows"), refused: 400 },
          { text: "None." },
        ],
      },
    ],
  },
  {
    name: "agents-behind",
    runs: [
      {
        prompt: "Send one behind.",
        args: ask("Send one behind."),
        turns: [
          { text: "I send one.", calls: [agent("Count slowly", { run_in_background: true })] },
          { of: opening("Count slowly"), text: "I count.", commands: ["sleep 2; echo 3"] },
          { of: opening("Count slowly"), text: "Three, slowly." },
          { text: "It works." },
          { text: "It came." },
        ],
      },
    ],
  },
  {
    name: "agents-shown",
    runs: [
      {
        prompt: "Send one and show it.",
        args: ask(
          "Send one and show it.",
          "--include-partial-messages",
          "--forward-subagent-text",
          "--include-hook-events",
        ),
        turns: [
          { thought: "Whom?", text: "I send one.", calls: [agent("Count loudly")] },
          { of: opening("Count loudly"), thought: "How?", text: "I count.", commands: ["echo 3"] },
          { of: opening("Count loudly"), text: "Three, loudly." },
          { thought: "So.", text: "Three." },
        ],
      },
    ],
  },
  {
    name: "shells",
    runs: [
      {
        prompt: "Run some behind.",
        args: ask("Run some behind."),
        turns: [
          {
            text: "Two.",
            calls: [
              { name: "Bash", input: { command: "sleep 1; echo out", run_in_background: true } },
              { name: "Bash", input: { command: "sleep 30", run_in_background: true } },
            ],
          },
          {
            text: "And one that fails.",
            calls: [{ name: "Bash", input: { command: "sleep 1; exit 4", run_in_background: true } }],
          },
          { commands: ["sleep 2"] },
          {
            calls: [
              { name: "TaskOutput", input: { task_id: "none", block: false, timeout: 10 } },
              { name: "BashOutput", input: { bash_id: "none" } },
            ],
          },
          { calls: [{ name: "Bash", input: { command: "sleep 5", timeout: 1000 } }] },
          { text: "Run." },
          { text: "Heard." },
          { text: "Heard again." },
        ],
      },
    ],
  },
  {
    name: "denied",
    files: { ".claude/settings.json": JSON.stringify({ permissions: { deny: ["Bash(rm *)"] } }) },
    runs: [
      {
        prompt: "Do what you may not.",
        args: ["-p", "--output-format", "stream-json", "--verbose", "--", "Do what you may not."],
        turns: [
          { text: "I try.", commands: ["touch x", "rm x"] },
          {
            calls: [
              { name: "Write", input: { file_path: "x.txt", content: "x" } },
              { name: "WebFetch", input: { url: "https://example.org/", prompt: "What?" } },
            ],
          },
          { text: "I may not." },
        ],
      },
    ],
  },
  {
    name: "asked",
    runs: [
      {
        prompt: "(with a host that is asked)",
        args: [
          "-p",
          "--output-format",
          "stream-json",
          "--verbose",
          "--input-format",
          "stream-json",
          "--permission-prompt-tool",
          "stdio",
        ],
        steps: [
          said("Ask me."),
          { until: '"request_id":"([^"]+)","request":\\{"subtype":"can_use_tool"', as: "asked" },
          {
            send: {
              type: "control_response",
              response: {
                subtype: "success",
                request_id: "$asked",
                response: { behavior: "deny", message: "Rather not." },
              },
            },
          },
          { until: '"request_id":"([^"]+)","request":\\{"subtype":"can_use_tool"', as: "asked" },
          {
            send: {
              type: "control_response",
              response: {
                subtype: "success",
                request_id: "$asked",
                response: { behavior: "allow", updatedInput: { command: "echo changed" } },
              },
            },
          },
          { until: '"request_id":"([^"]+)","request":\\{"subtype":"can_use_tool"', as: "asked" },
          {
            send: {
              type: "control_response",
              response: {
                subtype: "success",
                request_id: "$asked",
                response: {
                  behavior: "allow",
                  updatedInput: {
                    questions: [
                      {
                        question: "Which?",
                        header: "Way",
                        options: [
                          { label: "Left", description: "l" },
                          { label: "Right", description: "r" },
                        ],
                        multiSelect: false,
                      },
                    ],
                    answers: { "Which?": "Left" },
                  },
                },
              },
            },
          },
          { until: '"request_id":"([^"]+)","request":\\{"subtype":"can_use_tool"', as: "asked" },
          {
            send: {
              type: "control_response",
              response: {
                subtype: "success",
                request_id: "$asked",
                response: { behavior: "deny", message: "Stop here.", interrupt: true },
              },
            },
          },
          result,
          close,
        ],
        turns: [
          { text: "May I?", commands: ["touch one"] },
          { commands: ["touch two"] },
          {
            calls: [
              {
                name: "AskUserQuestion",
                input: {
                  questions: [
                    {
                      question: "Which?",
                      header: "Way",
                      options: [
                        { label: "Left", description: "l" },
                        { label: "Right", description: "r" },
                      ],
                      multiSelect: false,
                    },
                  ],
                },
              },
            ],
          },
          { commands: ["touch three"] },
          { text: "Not reached." },
        ],
      },
    ],
  },
  {
    name: "plan",
    runs: [
      {
        prompt: "Plan it.",
        args: ask("Plan it.", "--permission-mode", "plan"),
        turns: [
          {
            text: "I plan.",
            calls: [
              {
                name: "AskUserQuestion",
                input: {
                  questions: [
                    {
                      question: "Which?",
                      header: "Way",
                      options: [
                        { label: "Left", description: "l" },
                        { label: "Right", description: "r" },
                      ],
                      multiSelect: false,
                    },
                  ],
                },
              },
            ],
          },
          { calls: [{ name: "ExitPlanMode", input: { plan: "1. Do it." } }] },
          { calls: [{ name: "EnterPlanMode", input: {} }] },
          { text: "Planned." },
        ],
      },
    ],
  },
  {
    name: "hooks",
    files: {
      ".claude/settings.json": JSON.stringify({
        hooks: {
          ...hook("SessionStart", "echo It began."),
          ...hook("UserPromptSubmit", "grep -q forbidden && { echo 'Not this.' >&2; exit 2; }; echo Add this."),
          ...hook("PreToolUse", "grep -q 'echo no' && { echo 'No such command.' >&2; exit 2; }; exit 0"),
          ...hook("PostToolUse", "grep -q 'echo after' && { echo 'Look again.' >&2; exit 2; }; exit 0"),
          ...hook("Stop", "[ -e stopped ] || { touch stopped; echo 'Not yet.' >&2; exit 2; }"),
        },
      }),
    },
    runs: [
      {
        prompt: "Go.",
        turns: [
          { text: "I go.", commands: ["echo yes", "echo no", "echo after"] },
          { text: "Gone." },
          { text: "Now gone." },
        ],
      },
      { prompt: "This is forbidden.", turns: [{ text: "Never asked." }] },
      { prompt: "And on.", turns: [{ text: "On." }] },
    ],
  },
  {
    name: "hooks-that-stop",
    files: {
      ".claude/settings.json": JSON.stringify({
        hooks: {
          ...hook(
            "PreToolUse",
            `grep -q 'echo ask' && echo '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"Never."}}'; exit 0`,
          ),
          ...hook("PostToolUse", `grep -q 'echo stop' && echo '{"continue":false,"stopReason":"Enough."}'; exit 0`),
          ...hook("UserPromptSubmit", `grep -q blocked && echo '{"decision":"block","reason":"Blocked."}'; exit 0`),
        },
      }),
    },
    runs: [
      {
        prompt: "Go.",
        turns: [{ text: "I go.", commands: ["echo ask"] }, { commands: ["echo stop"] }, { text: "Not reached." }],
      },
      { prompt: "Now blocked.", turns: [{ text: "Never asked." }] },
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
  {
    name: "asked-stream",
    runs: [
      {
        prompt: "(partial)",
        args: listen("--include-partial-messages"),
        steps: [said("Count."), result, said("Again."), result, close],
        turns: [
          { thought: "One.", text: "I count.", commands: ["echo 1", "exit 2"] },
          { text: ["Counted.", "Twice."] },
          { text: "Half", breaks: "behind the text" },
          { text: "Again, whole." },
        ],
      },
    ],
  },
];

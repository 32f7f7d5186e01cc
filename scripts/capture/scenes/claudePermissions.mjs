// Claude Code: what stands between the model and its tools: permissions, questions, plans and hooks.

import { ask, listen, result, said } from "./claudePrompts.mjs";

const close = { close: /** @type {const} */ (true) };
/** @param {string} name @param {string} command */
const hook = (name, command) => ({ [name]: [{ matcher: "", hooks: [{ type: "command", command }] }] });

/** Of what the model asks the person. */
const questions = [
  {
    question: "Which?",
    header: "Way",
    options: [
      { label: "Left", description: "l" },
      { label: "Right", description: "r" },
    ],
    multiSelect: false,
  },
];

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const claudePermissions = [
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
                    questions,
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
                  questions,
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
                  questions,
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

// Claude Code: its agents, and commands that go on behind the conversation.

import { ask } from "./claudePrompts.mjs";

/** @param {string} task */
const opening = (task) => `"(?:text|content)":\\s*"${task}`;
/** @param {string} task @param {object} [more] */
const agent = (task, more) => ({
  name: "Agent",
  input: { description: "Scripted", prompt: task, subagent_type: "general-purpose", ...more },
});

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const claudeAgents = [
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
    name: "agents-asked-again",
    runs: [
      {
        prompt: "Send one.",
        args: ask("Send one."),
        turns: [
          { text: "I send.", calls: [agent("Count sheep", { run_in_background: true, name: "sheep" })] },
          { of: opening("Count sheep"), text: "I count.", commands: ["sleep 1; echo 3"] },
          { of: opening("Count sheep"), text: "Three sheep." },
          { commands: ["sleep 3"] },
          { calls: [{ name: "SendMessage", input: { to: "sheep", message: "And lambs?", summary: "lambs" } }] },
          { of: "And lambs", text: "One lamb." },
          { text: "I wait." },
          { text: "All told." },
        ],
      },
      {
        prompt: "Again.",
        args: ask("Again.", "--continue"),
        turns: [
          { calls: [{ name: "SendMessage", input: { to: "sheep", message: "And rams?", summary: "rams" } }] },
          { text: "Asked." },
          { text: "Heard." },
          { text: "Heard more." },
        ],
      },
    ],
  },
  {
    name: "skills-apart",
    files: {
      ".claude/skills/apart/SKILL.md": "---\nname: apart\ndescription: Works apart\ncontext: fork\n---\nCount apart.\n",
    },
    runs: [
      {
        prompt: "Use it.",
        args: ask("Use it."),
        turns: [
          { text: "I use it.", calls: [{ name: "Skill", input: { skill: "apart", args: "to three" } }] },
          { of: "Count apart", text: "I count.", commands: ["echo 3"] },
          { of: "Count apart", text: "Three apart." },
          { text: "Used." },
        ],
      },
      {
        prompt: "/apart to four",
        args: ask("/apart to four", "--continue"),
        turns: [{ of: "Count apart", text: "Four apart." }],
      },
    ],
  },
  {
    name: "killed-with-agents",
    runs: [
      {
        prompt: "Send two.",
        args: ask("Send two."),
        signal: "SIGKILL",
        turns: [
          {
            text: "I send.",
            calls: [
              agent("Count sheep", { run_in_background: true }),
              agent("Count goats", { run_in_background: false }),
            ],
          },
          { of: opening("Count sheep"), text: "I count.", commands: ["sleep 5; echo 3"] },
          { of: opening("Count goats"), text: "I count, too.", commands: ["echo 2", "touch running; sleep 20"] },
        ],
      },
      { prompt: "Go on.", args: ask("Go on.", "--continue"), turns: [{ text: "I go on." }, { text: "Heard." }] },
    ],
  },
];

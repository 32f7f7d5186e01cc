// Codex, one prompt at a time: how a turn begins, what it may do, and what ends it.

import { added, again, ask, patch } from "./codexSpeech.mjs";

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const codexTurns = [
  {
    name: "compacted-by-itself",
    runs: [
      {
        prompt: "First.",
        args: ask("First.", "-c", "model_auto_compact_token_limit=5000"),
        turns: [
          { text: "One.", commands: ["echo 1"], usage: { input: 9000 } },
          { text: "A summary of it." },
          { text: "On with it.", commands: ["echo 2"] },
          { text: "Done." },
        ],
      },
      { prompt: "Second.", args: again("Second."), turns: [{ text: "Two." }] },
    ],
  },
  {
    name: "models",
    runs: [
      { prompt: "First.", args: ask("First."), turns: [{ text: "One." }] },
      { prompt: "Second.", args: again("Second.", "-m", "scripted-2"), turns: [{ text: "Two." }] },
    ],
  },
  {
    name: "forked",
    runs: [
      { prompt: "First.", args: ask("First."), turns: [{ text: "One.", commands: ["echo 1"] }, { text: "Was one." }] },
      {
        prompt: "Second.",
        args: ["exec", "fork", "--json", "--skip-git-repo-check", "$session", "Second."],
        turns: [{ text: "Two." }],
      },
      {
        prompt: "Third.",
        args: ["exec", "fork", "--json", "--skip-git-repo-check", "$session", "Third."],
        turns: [{ text: "Three." }],
      },
      { prompt: "Fourth.", args: again("Fourth."), turns: [{ text: "Four." }] },
    ],
  },
  {
    name: "structured",
    files: {
      "schema.json": JSON.stringify({
        type: "object",
        properties: { n: { type: "number" } },
        required: ["n"],
        additionalProperties: false,
      }),
    },
    runs: [
      {
        prompt: "Give a number.",
        args: ask("Give a number.", "--output-schema", "schema.json"),
        turns: [{ text: '{"n":3}' }],
      },
    ],
  },
  {
    name: "read-only",
    runs: [
      {
        prompt: "Write.",
        args: ask("Write.", "-s", "read-only", "-m", "gpt-5.5"),
        turns: [
          { text: "I try.", commands: ["touch x", "echo 1"] },
          { blocks: [patch(added)] },
          {
            calls: [
              {
                name: "exec_command",
                input: { cmd: "touch y", sandbox_permissions: "require_escalated", justification: "Please" },
              },
            ],
          },
          { text: "I may not." },
        ],
      },
    ],
  },
  {
    name: "review",
    before:
      "git init -q && git -c user.name=a -c user.email=a@example.org commit -q --allow-empty -m first && echo x > a.txt && git add a.txt",
    runs: [
      {
        prompt: "(a review)",
        args: ["exec", "review", "--uncommitted", "--json", "--skip-git-repo-check"],
        turns: [
          { text: "I look.", commands: ["cat a.txt"] },
          {
            text: JSON.stringify({
              findings: [
                {
                  title: "An x",
                  body: "It is x.",
                  confidence_score: 0.9,
                  priority: 1,
                  code_location: { absolute_file_path: "/a.txt", line_range: { start: 1, end: 1 } },
                },
              ],
              overall_correctness: "patch is correct",
              overall_explanation: "Fine.",
              overall_confidence_score: 0.9,
            }),
          },
        ],
      },
      { prompt: "On.", args: again("On."), turns: [{ text: "On." }] },
    ],
  },
  {
    name: "errors",
    runs: [
      { prompt: "Too long.", args: ask("Too long."), turns: [{ fails: "context_length_exceeded" }, { text: "On." }] },
      { prompt: "No money.", args: again("No money."), turns: [{ fails: "insufficient_quota" }, { text: "On." }] },
      { prompt: "Odd.", args: again("Odd."), turns: [{ fails: "invalid_prompt" }, { text: "On." }] },
      {
        prompt: "Too fast.",
        args: again("Too fast."),
        turns: [{ fails: "rate_limit_exceeded" }, { text: "Got through." }],
      },
      {
        prompt: "Too fast again.",
        args: again("Too fast again."),
        turns: [{ refused: 429, says: "usage limit" }, { text: "On." }],
      },
      { prompt: "Gone.", args: again("Gone."), turns: [{ refused: 404, says: "no such model" }, { text: "On." }] },
      {
        prompt: "In the middle.",
        args: again("In the middle."),
        turns: [
          { text: "One.", commands: ["echo 1"] },
          { refused: 400, says: "bad request" },
        ],
      },
      { prompt: "At last.", args: again("At last."), turns: [{ text: "At last." }] },
    ],
  },
  {
    name: "texts",
    files: {
      "AGENTS.md": "Be brief.\n",
      "in.txt": "From a file.\n",
      ".codex/skills/counting/SKILL.md": "---\nname: counting\ndescription: How to count\n---\nCount from one.\n",
      ".agents/skills/counting/SKILL.md": "---\nname: counting\ndescription: How to count\n---\nCount from one.\n",
    },
    runs: [
      { prompt: "$counting to three", args: ask("$counting to three"), turns: [{ text: "One two three." }] },
      {
        prompt: "(from standard input)",
        args: again("-"),
        steps: [{ send: "From the pipe.\n" }, { close: true }],
        turns: [{ text: "Piped." }],
      },
      {
        prompt: "Sum up.",
        args: again("Sum up."),
        steps: [{ send: "Some text.\n" }, { close: true }],
        turns: [{ text: "Summed." }],
      },
      { prompt: "<environment_context>", args: again("<environment_context> is what?"), turns: [{ text: "That." }] },
      { prompt: "/compact", args: again("/compact"), turns: [{ text: "No command." }] },
    ],
  },
  {
    name: "ephemeral",
    runs: [
      {
        prompt: "Leave nothing.",
        args: ask("Leave nothing.", "--ephemeral"),
        turns: [{ text: "Nothing.", commands: ["echo 1"] }, { text: "Left." }],
      },
    ],
  },
];

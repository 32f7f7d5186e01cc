// Claude Code: answers of an odd kind, refusals, and limits.

import { ask } from "./claudePrompts.mjs";

/** @type {readonly import("../scenes.mjs").Scene[]} */
export const claudeLimits = [
  {
    name: "blocks",
    runs: [
      {
        prompt: "Answer oddly.",
        turns: [
          {
            blocks: [{ type: "redacted_thinking", data: "c2NyaXB0ZWQ=" }],
            text: "Hidden thought.",
            commands: ["echo 1"],
          },
          {
            text: "I search.",
            blocks: [
              { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { query: "sheep" } },
              {
                type: "web_search_tool_result",
                tool_use_id: "srvtoolu_1",
                content: [
                  {
                    type: "web_search_result",
                    url: "https://example.org/",
                    title: "Sheep",
                    encrypted_content: "c2NyaXB0ZWQ=",
                  },
                ],
              },
              { type: "text", text: "Found sheep." },
            ],
          },
        ],
      },
      {
        prompt: "Search that fails.",
        turns: [
          {
            blocks: [
              { type: "server_tool_use", id: "srvtoolu_2", name: "web_search", input: { query: "goats" } },
              {
                type: "web_search_tool_result",
                tool_use_id: "srvtoolu_2",
                content: { type: "web_search_tool_result_error", error_code: "max_uses_exceeded" },
              },
              { type: "text", text: "No goats." },
            ],
          },
        ],
      },
      {
        prompt: "Use the tool.",
        args: ask("Use the tool.", "--continue"),
        turns: [{ text: "I search.", calls: [{ name: "WebSearch", input: { query: "cows" } }] }, { text: "Cows." }],
      },
      { prompt: "Only think.", turns: [{ thought: "Nothing to say." }, { text: "Well." }] },
    ],
  },
  {
    name: "overloaded",
    runs: [
      { prompt: "Try.", turns: [{ refused: 529 }, { refused: 529 }, { text: "Got through." }] },
      {
        prompt: "Too long.",
        turns: [
          { refused: 400, says: "prompt is too long: 250000 tokens > 200000 maximum" },
          { text: "<summary>Short.</summary>" },
          { text: "Fits." },
        ],
      },
      { prompt: "Too large.", turns: [{ refused: 413 }, { text: "On." }] },
      {
        prompt: "No money.",
        turns: [{ refused: 400, says: "Your credit balance is too low to access the Anthropic API." }, { text: "On." }],
      },
      { prompt: "No key.", turns: [{ refused: 401 }, { refused: 401 }, { refused: 401 }] },
      { prompt: "On.", turns: [{ text: "At last." }] },
    ],
  },
  {
    name: "fallback",
    runs: [
      {
        prompt: "Try.",
        args: ask("Try.", "--fallback-model", "claude-haiku-4-5"),
        turns: [{ refused: 529 }, { refused: 529 }, { refused: 529 }, { refused: 529 }, { text: "The other." }],
      },
      {
        prompt: "Gone.",
        args: ask("Gone.", "--continue", "--model", "claude-none-1"),
        turns: [{ refused: 404, says: "model: claude-none-1" }, { text: "On." }],
      },
    ],
  },
  {
    name: "max-turns",
    runs: [
      {
        prompt: "Count on.",
        args: ask("Count on.", "--max-turns", "2"),
        turns: [{ text: "One.", commands: ["echo 1"] }, { text: "Two.", commands: ["echo 2"] }, { text: "Three." }],
      },
      { prompt: "On.", turns: [{ text: "On we go." }] },
    ],
  },
  {
    name: "budget",
    runs: [
      {
        prompt: "Spend.",
        args: ask("Spend.", "--max-budget-usd", "0.001"),
        turns: [{ text: "One.", commands: ["echo 1"] }, { text: "Two.", commands: ["echo 2"] }, { text: "Three." }],
      },
    ],
  },
];

import { claudeAgents } from "../scenes/claudeAgents.mjs";
import { claudeLimits } from "../scenes/claudeLimits.mjs";
import { claudePermissions } from "../scenes/claudePermissions.mjs";
import { claudePrompts } from "../scenes/claudePrompts.mjs";
import { claudeTerminal } from "../scenes/claudeTerminal.mjs";
import { claudeTools } from "../scenes/claudeTools.mjs";

/** @type {import("../agent.mjs").Agent} */
export const claude = {
  package: "@anthropic-ai/claude-code",
  version: "2.1.332",
  bin: "claude",
  protocol: "anthropicMessages",
  shellTool: { name: "Bash", input: (command) => ({ command, description: "Scripted" }) },
  // In a terminal it would ask for a theme, and whether the key may be used.
  files: ({ key }) => ({
    ".claude.json": JSON.stringify({
      hasCompletedOnboarding: true,
      theme: "dark",
      customApiKeyResponses: { approved: [key.slice(-20)], rejected: [] },
    }),
  }),
  environment: ({ url, key }) => ({
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_API_KEY: key,
    ANTHROPIC_MODEL: "claude-sonnet-4-5",
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
  }),
  args: ({ prompt, again }) => [
    "-p",
    ...(again ? ["--continue"] : []),
    ...["--output-format", "stream-json", "--verbose", "--allowedTools", "Bash", "--", prompt],
  ],
  transcripts: [{ folder: ".claude/projects", ends: ".jsonl" }],
  scenes: [...claudePrompts, ...claudeTools, ...claudeAgents, ...claudePermissions, ...claudeLimits, ...claudeTerminal],
};

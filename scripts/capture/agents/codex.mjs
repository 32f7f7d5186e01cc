import { codexAgents } from "../scenes/codexAgents.mjs";
import { codexServer } from "../scenes/codexServer.mjs";
import { codexTerminal } from "../scenes/codexTerminal.mjs";
import { codexTools } from "../scenes/codexTools.mjs";
import { codexTurns } from "../scenes/codexTurns.mjs";

/** @type {import("../agent.mjs").Agent} */
export const codex = {
  package: "@openai/codex",
  version: "0.171.0",
  bin: "codex",
  protocol: "openaiResponses",
  shellTool: {
    name: "exec_command",
    input: (command) => ({ cmd: command }),
    older: [
      { name: "shell_command", input: (command) => ({ command }) },
      { name: "shell", input: (command) => ({ command: ["bash", "-c", command] }) },
      // Scripts only: the other tools are called from them.
      { name: "exec", input: (command) => ({ command }) },
    ],
  },
  files: ({ url }) => ({
    ".codex/config.toml": [
      'model = "scripted"',
      'model_provider = "loopback"',
      'approval_policy = "never"',
      'sandbox_mode = "danger-full-access"',
      "[model_providers.loopback]",
      'name = "loopback"',
      `base_url = "${url}/v1"`,
      'wire_api = "responses"',
      'env_key = "SCRIPTED_KEY"',
      "",
    ].join("\n"),
  }),
  environment: ({ key }) => ({ SCRIPTED_KEY: key }),
  args: ({ prompt, again }) => [
    "exec",
    ...(again ? ["resume", "--last"] : []),
    "--json",
    "--skip-git-repo-check",
    prompt,
  ],
  transcripts: [
    { folder: ".codex/sessions", ends: ".jsonl" },
    { folder: ".codex/archived_sessions", ends: ".jsonl" },
  ],
  scenes: [...codexTools, ...codexAgents, ...codexTurns, ...codexServer, ...codexTerminal],
};

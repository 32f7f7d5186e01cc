import { copilotScenes } from "../scenes/copilotScenes.mjs";

/** @type {import("../agent.mjs").Agent} */
export const copilot = {
  package: "@github/copilot",
  version: "1.0.102",
  bin: "copilot",
  protocol: "openaiChat",
  shellTool: {
    name: "bash",
    input: (command) => ({ command, description: "Scripted", mode: "sync", initial_wait: 30 }),
  },
  environment: ({ url, key }) => ({
    COPILOT_PROVIDER_TYPE: "openai",
    COPILOT_PROVIDER_BASE_URL: `${url}/v1`,
    COPILOT_PROVIDER_API_KEY: key,
    COPILOT_MODEL: "scripted",
    COPILOT_AUTO_UPDATE: "false",
    COPILOT_OFFLINE: "true",
  }),
  args: ({ prompt, again }) => [
    ...(again ? ["--continue"] : []),
    ...["--allow-all-tools", "--output-format", "json", "--prompt", prompt],
  ],
  scenes: copilotScenes,
  transcripts: [{ folder: ".copilot/session-state", ends: ".jsonl" }],
};

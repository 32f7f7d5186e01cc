import { geminiScenes } from "../scenes/geminiScenes.mjs";

/** @type {import("../agent.mjs").Agent} */
export const gemini = {
  package: "@google/gemini-cli",
  version: "0.61.0",
  bin: "gemini",
  protocol: "googleGenerate",
  shellTool: { name: "run_shell_command", input: (command) => ({ command, description: "Scripted" }) },
  files: () => ({
    ".gemini/settings.json": JSON.stringify({
      security: { auth: { selectedType: "gemini-api-key" }, folderTrust: { enabled: false } },
      privacy: { usageStatisticsEnabled: false },
      telemetry: { enabled: false },
      general: { disableAutoUpdate: true },
    }),
  }),
  environment: ({ url, key }) => ({
    GEMINI_API_KEY: key,
    GOOGLE_GEMINI_BASE_URL: url,
    GEMINI_CLI_NO_RELAUNCH: "true",
    GEMINI_CLI_TRUST_WORKSPACE: "true",
  }),
  args: ({ prompt, again }) => [
    ...(again ? ["--resume", "latest"] : []),
    ...["--model", "gemini-2.5-pro", "--output-format", "stream-json", "--yolo", "--prompt", prompt],
  ],
  scenes: geminiScenes,
  transcripts: [{ folder: ".gemini/tmp", ends: ".jsonl" }],
};

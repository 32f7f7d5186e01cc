import { qwenScenes } from "../scenes/qwenScenes.mjs";

/** @type {import("../agent.mjs").Agent} */
export const qwen = {
  package: "@qwen-code/qwen-code",
  version: "0.24.4",
  bin: "qwen",
  protocol: "openaiChat",
  shellTool: {
    name: "run_shell_command",
    input: (command) => ({ command, description: "Scripted", is_background: false }),
  },
  files: () => ({
    ".qwen/settings.json": JSON.stringify({
      security: { auth: { selectedType: "openai" } },
      privacy: { usageStatisticsEnabled: false },
      telemetry: { enabled: false },
      general: { disableAutoUpdate: true },
    }),
  }),
  environment: ({ url, key }) => ({ OPENAI_API_KEY: key, OPENAI_BASE_URL: `${url}/v1`, OPENAI_MODEL: "scripted" }),
  args: ({ prompt, again }) => [
    ...(again ? ["--continue"] : []),
    ...["--output-format", "stream-json", "--yolo", "--prompt", prompt],
  ],
  scenes: qwenScenes,
  transcripts: [{ folder: ".qwen/projects", ends: ".jsonl" }],
};

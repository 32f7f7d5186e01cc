/** It leaves a program of its own at work, which is ended with the scene's group. @type {import("../agent.mjs").Agent} */
export const cline = {
  package: "cline",
  version: "3.0.65",
  bin: "cline",
  protocol: "openaiChat",
  shellTool: { name: "run_commands", input: (command) => ({ commands: [command] }) },
  files: ({ url, key }) => ({
    ".cline/data/settings/providers.json": JSON.stringify({
      version: 1,
      lastUsedProvider: "openai-compatible",
      modes: {},
      providers: {
        "openai-compatible": {
          settings: { provider: "openai-compatible", apiKey: key, model: "scripted", baseUrl: `${url}/v1` },
          updatedAt: "2026-11-01T10:00:00.000Z",
          tokenSource: "manual",
        },
      },
    }),
  }),
  environment: () => ({}),
  // A session is gone on with by its id alone, which is not printed: each run is one of its own.
  args: ({ prompt }) => ["--json", prompt],
  transcripts: [{ folder: ".cline/data/sessions", ends: ".json" }],
};

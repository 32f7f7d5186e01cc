/** @type {import("../agent.mjs").Agent} */
export const droid = {
  package: "droid",
  version: "0.215.0",
  bin: "droid",
  protocol: "openaiChat",
  shellTool: {
    name: "Execute",
    input: (command) => ({ command, summary: "Scripted", riskLevel: "low", riskLevelReason: "Scripted" }),
  },
  files: ({ url, key }) => ({
    ".factory/settings.json": JSON.stringify({
      customModels: [
        {
          ...{ model: "scripted", id: "custom:scripted", displayName: "scripted", maxOutputTokens: 8000 },
          ...{ baseUrl: `${url}/v1`, apiKey: key, provider: "generic-chat-completion-api" },
        },
      ],
      cloudSessionSync: false,
    }),
  }),
  environment: ({ key }) => ({ FACTORY_API_KEY: key, FACTORY_DISABLE_TELEMETRY: "1" }),
  // A session is gone on with by its id alone, which is in nobody's hands here: each run is one of its own.
  args: ({ prompt }) => [
    ...["exec", "--skip-permissions-unsafe", "--model", "custom:scripted", "--output-format", "stream-json"],
    prompt,
  ],
  transcripts: [{ folder: ".factory/sessions", ends: ".jsonl" }],
};

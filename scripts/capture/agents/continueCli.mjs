/** Continue's CLI. @type {import("../agent.mjs").Agent} */
export const continueCli = {
  package: "@continuedev/cli",
  version: "1.5.47",
  bin: "cn",
  protocol: "openaiChat",
  shellTool: { name: "Bash", input: (command) => ({ command }) },
  files: ({ url, key }) => ({
    ".continue/config.yaml": [
      ...["name: loopback", "version: 1.0.0", "schema: v1", "models:"],
      `  - { name: scripted, provider: openai, model: scripted, apiBase: "${url}/v1", apiKey: ${key}, roles: [chat] }`,
      "",
    ].join("\n"),
  }),
  environment: () => ({ CONTINUE_TELEMETRY_ENABLED: "0" }),
  args: ({ prompt, again }) => [
    ...["--config", "../home/.continue/config.yaml", "--auto", "--print", "--format", "json"],
    ...(again ? ["--resume"] : []),
    prompt,
  ],
  transcripts: [{ folder: ".continue/sessions", ends: ".json" }],
};

/** xAI's Grok Build. @type {import("../agent.mjs").Agent} */
export const grok = {
  package: "@xai-official/grok",
  version: "1.0.41",
  bin: "grok",
  protocol: "openaiChat",
  shellTool: { name: "run_terminal_command", input: (command) => ({ command, description: "Scripted" }) },
  files: ({ url, key }) => ({
    ".grok/config.toml": [
      "[models]",
      'default = "scripted"',
      "[model.scripted]",
      'model = "scripted"',
      'name = "scripted"',
      `base_url = "${url}/v1"`,
      `api_key = "${key}"`,
      'api_backend = "chat_completions"',
      "",
    ].join("\n"),
  }),
  environment: ({ url, key }) => ({ XAI_API_KEY: key, GROK_BASE_URL: `${url}/v1` }),
  args: ({ prompt, again }) => [
    ...(again ? ["--continue"] : []),
    ...["--single", prompt, "--always-approve", "--output-format", "streaming-json", "--model", "scripted"],
  ],
  transcripts: [{ folder: ".grok/sessions", ends: ".jsonl" }],
};

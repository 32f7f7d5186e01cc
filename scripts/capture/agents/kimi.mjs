/** Needs Node 22.19 or newer. @type {import("../agent.mjs").Agent} */
export const kimi = {
  package: "@moonshot-ai/kimi-code",
  version: "2.1.0",
  bin: "kimi",
  protocol: "openaiChat",
  shellTool: { name: "Bash", input: (command) => ({ command }) },
  environment: ({ url, key }) => ({
    KIMI_MODEL_NAME: "scripted",
    KIMI_MODEL_API_KEY: key,
    KIMI_MODEL_BASE_URL: `${url}/v1`,
    KIMI_MODEL_PROVIDER_TYPE: "kimi",
    KIMI_CODE_NO_AUTO_UPDATE: "1",
  }),
  args: ({ prompt, again }) => [
    ...(again ? ["--continue"] : []),
    ...["--output-format", "stream-json", "--prompt", prompt],
  ],
  transcripts: [{ folder: ".kimi-code/sessions", ends: ".jsonl" }],
};

import { piScenes } from "../scenes/piScenes.mjs";

/** Needs Node 22.19 or newer. Up to 0.73 it was @mariozechner/pi-coding-agent. @type {import("../agent.mjs").Agent} */
export const pi = {
  package: "@earendil-works/pi-coding-agent",
  version: "1.6.0",
  bin: "pi",
  protocol: "openaiChat",
  shellTool: { name: "bash", input: (command) => ({ command }) },
  files: ({ url, key }) => ({
    ".pi/agent/models.json": JSON.stringify({
      providers: {
        loopback: {
          baseUrl: `${url}/v1`,
          api: "openai-completions",
          apiKey: key,
          models: [
            {
              id: "scripted",
              name: "scripted",
              reasoning: true,
              input: ["text"],
              contextWindow: 100_000,
              maxTokens: 8000,
            },
          ],
        },
      },
    }),
  }),
  environment: () => ({ PI_OFFLINE: "1", PI_SKIP_VERSION_CHECK: "1" }),
  args: ({ prompt, again }) => [
    ...(again ? ["--continue"] : []),
    ...["--provider", "loopback", "--model", "scripted", "--mode", "json", "--print", prompt],
  ],
  scenes: piScenes,
  transcripts: [{ folder: ".pi/agent/sessions", ends: ".jsonl" }],
};

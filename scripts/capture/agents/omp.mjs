import { pi } from "./pi.mjs";

/** Oh My Pi, made of pi. Needs bun in the path. @type {import("../agent.mjs").Agent} */
export const omp = {
  ...pi,
  package: "@oh-my-pi/pi-coding-agent",
  version: "18.2.3",
  bin: "omp",
  files: ({ url, key }) => ({
    ".omp/agent/models.yml": [
      "providers:",
      "  loopback:",
      `    baseUrl: ${url}/v1`,
      "    api: openai-completions",
      `    apiKey: ${key}`,
      "    models:",
      "      - { id: scripted, name: scripted, reasoning: true, input: [text], contextWindow: 100000, maxTokens: 8000 }",
      "",
    ].join("\n"),
  }),
  args: ({ prompt, again }) => [
    ...(again ? ["--continue"] : []),
    ...["--model", "loopback/scripted", "--mode", "json", "--auto-approve", "--no-title", "--print", prompt],
  ],
  scenes: [],
  transcripts: [{ folder: ".omp/agent/sessions", ends: ".jsonl" }],
};

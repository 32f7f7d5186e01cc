import { opencodeScenes } from "../scenes/opencodeScenes.mjs";

/** @type {import("../agent.mjs").Agent} */
export const opencode = {
  package: "opencode-ai",
  version: "1.18.33",
  bin: "opencode",
  protocol: "openaiChat",
  shellTool: { name: "bash", input: (command) => ({ command, description: "Scripted" }) },
  files: ({ url, key }) => ({
    ".config/opencode/opencode.json": JSON.stringify({
      model: "loopback/scripted",
      small_model: "loopback/scripted",
      autoupdate: false,
      share: "disabled",
      permission: { bash: "allow" },
      provider: {
        loopback: {
          npm: "@ai-sdk/openai-compatible",
          options: { baseURL: `${url}/v1`, apiKey: key },
          models: {
            scripted: { name: "scripted", reasoning: true, tool_call: true, limit: { context: 100_000, output: 8000 } },
          },
        },
      },
    }),
  }),
  environment: () => ({ OPENCODE_DISABLE_MODELS_FETCH: "1", OPENCODE_DISABLE_AUTOUPDATE: "1" }),
  args: ({ prompt, again }) => ["run", ...(again ? ["--continue"] : []), "--format", "json", "--thinking", prompt],
  scenes: opencodeScenes,
  transcripts: [],
  // Sessions lie in a database; the program itself writes them out.
  afterwards: (printed) => {
    const sessions = new Set(
      Array.from(printed.matchAll(/"(?:sessionID|sessionId)":"(ses_[A-Za-z0-9]+)"/g), ([, id]) => id ?? ""),
    );
    return [...sessions].map((session, index) => ({
      name: index === 0 ? "export.json" : `export-${index + 1}.json`,
      args: ["export", session],
    }));
  },
};

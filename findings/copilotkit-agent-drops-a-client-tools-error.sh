#!/usr/bin/env bash
# @copilotkit/runtime 1.75.0 (BuiltInAgent): what went wrong in a client's tool does not reach the model, which is told of an empty result.
#
# A good guess says: a tool message of AG-UI has a member `error` beside its content, so a client whose tool failed sets it, and an agent tells the
# model of it, as an error.
#
# True is: the model is told of the content alone, as a result of sort "text": of "" where the client wrote only `error`. With both, the error is
# dropped too. The request holds the words of the error nowhere.
#
# Why it matters: the log has the failure (the client's messages, MESSAGES_SNAPSHOT), and the answer behind it speaks of success. Who asks why
# the model went on as if all were well finds an error in its input, and takes the model for careless.
#
# Valid input: a thread in which a client's tool was called and failed, by AG-UI's types, and a model of the library's own kind.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @copilotkit/runtime@1.75.0 zod@4.6.7 node@24.21.0

cat >run.mjs <<'JS'
import { BuiltInAgent } from "@copilotkit/runtime/v2";

globalThis.AI_SDK_LOG_WARNINGS = false;
const usage = {
  inputTokens: { total: 9, noCache: 9, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 5, text: 5, reasoning: 0 },
};
const parameters = { type: "object", properties: {} };
const show = { name: "show", description: "Shows.", parameters };
const toolCalls = [{ id: "c1", type: "function", function: { name: "show", arguments: "{}" } }];
const scenes = {
  "a result": { content: "shown" },
  "an error": { content: "", error: "No window." },
  both: { content: "shown half", error: "No window." },
};
for (const [name, outcome] of Object.entries(scenes)) {
  let told = "";
  const model = {
    specificationVersion: "v3",
    provider: "scripted",
    modelId: "scripted",
    supportedUrls: {},
    async doStream({ prompt }) {
      told = prompt.filter(({ role }) => role === "tool").flatMap(({ content }) => content.map(({ output }) => output));
      const text = [{ type: "text-start", id: "t" }, { type: "text-delta", id: "t", delta: "Done." }, { type: "text-end", id: "t" }];
      const end = { type: "finish", finishReason: { unified: "stop", raw: "stop" }, usage };
      told = `${JSON.stringify(told)}, and of the error ${JSON.stringify(prompt).includes("No window") ? "something" : "nothing"}`;
      return { stream: ReadableStream.from([{ type: "stream-start", warnings: [] }, ...text, end]) };
    },
  };
  const result = { id: "t1", role: "tool", toolCallId: "c1", ...outcome };
  const messages = [{ id: "u1", role: "user", content: "Show it." }, { id: "a1", role: "assistant", toolCalls }, result];
  const input = { threadId: "t", runId: "r", messages, tools: [show], context: [], state: {}, forwardedProps: {} };
  await new Promise((complete, error) => new BuiltInAgent({ model }).run(input).subscribe({ complete, error }));
  console.log(`${name}: the model was told ${told}`);
}
process.exit(0);
JS
echo "@copilotkit/runtime $(node_modules/.bin/node -p 'require("./node_modules/@copilotkit/runtime/package.json").version')"
COPILOTKIT_TELEMETRY_DISABLED=true DO_NOT_TRACK=1 node_modules/.bin/node run.mjs 2>/dev/null | grep told >said
cat said
if [[ "$(cat said)" != 'a result: the model was told [{"type":"text","value":"shown"}], and of the error nothing
an error: the model was told [{"type":"text","value":""}], and of the error nothing
both: the model was told [{"type":"text","value":"shown half"}], and of the error nothing' ]]; then
  echo "This is not what was seen with 1.75.0: the finding no longer holds."
  exit 1
fi

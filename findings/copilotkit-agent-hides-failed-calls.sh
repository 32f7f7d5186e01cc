#!/usr/bin/env bash
# @copilotkit/runtime 1.75.0 (BuiltInAgent): a call whose tool failed has no result among the AG-UI events, though the model was told of the failure.
#
# A good guess says: a tool that throws, one that is not there and arguments that its schema refuses give a TOOL_CALL_RESULT with the error,
# since the model is told of it and answers; a call without a result is one that the client has to run, or one that was cut off.
#
# True is: the events of all three go from TOOL_CALL_END straight to the next answer and RUN_FINISHED. The model was sent a tool message for
# each. A call of a client's tool, which truly waits, looks the same but for the answer that is missing behind it; beside a good call it is
# the one without a result, too.
#
# Why it matters: a log shows such a call as open or as still running, failures are counted 0, and the answer speaks of an error that
# stands nowhere. A client's messages, made of these events, hold a call without a result, and the agent refuses them itself: the next run of
# the thread ends in RUN_ERROR, "Tool result is missing for tool call c1", before the model is asked. So does every run behind it.
#
# Valid input: a model of the library's own kind whose first answer calls one tool (or two), and whose second answers in words.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @copilotkit/runtime@1.75.0 zod@4.6.7 node@24.21.0

cat >run.mjs <<'JS'
import { BuiltInAgent, defineTool } from "@copilotkit/runtime/v2";
import { z } from "zod";

globalThis.AI_SDK_LOG_WARNINGS = false;
const bed = z.object({ bed: z.string() });
const look = defineTool({ name: "look", description: "Looks.", parameters: bed, execute: async () => "roses" });
const fails = async () => {
  throw new Error("No spade.");
};
const dig = defineTool({ name: "dig", description: "Digs.", parameters: bed, execute: fails });
const show = { name: "show", description: "Shows.", parameters: { type: "object", properties: { bed: { type: "string" } } } };

const usage = {
  inputTokens: { total: 9, noCache: 9, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 5, text: 5, reasoning: 0 },
};
const scenes = {
  good: [["look", '{"bed":"a"}']],
  throws: [["dig", '{"bed":"a"}']],
  "not there": [["nothere", "{}"]],
  refused: [["look", '{"bed":3}']],
  "the client's, beside a good one": [["show", '{"bed":"a"}'], ["look", '{"bed":"a"}']],
};
for (const [name, calls] of Object.entries(scenes)) {
  const told = [];
  const model = {
    specificationVersion: "v3",
    provider: "scripted",
    modelId: "scripted",
    supportedUrls: {},
    async doStream({ prompt }) {
      told.push(prompt.filter(({ role }) => role === "tool").flatMap(({ content }) => content.map(({ output }) => output.type)));
      const parts =
        told.length === 1
          ? calls.map(([toolName, input], n) => ({ type: "tool-call", toolCallId: `c${n + 1}`, toolName, input }))
          : [{ type: "text-start", id: "t" }, { type: "text-delta", id: "t", delta: "Done." }, { type: "text-end", id: "t" }];
      const unified = told.length === 1 ? "tool-calls" : "stop";
      const end = { type: "finish", finishReason: { unified, raw: unified }, usage };
      return { stream: ReadableStream.from([{ type: "stream-start", warnings: [] }, ...parts, end]) };
    },
  };
  const agent = new BuiltInAgent({ model, tools: [look, dig], maxSteps: 3 });
  const runOf = async (messages) => {
    const events = [];
    const run = agent.clone().run({ threadId: "t", runId: "r", messages, tools: [show], context: [], state: {}, forwardedProps: {} });
    await new Promise((done) => run.subscribe({ next: (event) => events.push(event), complete: done, error: done }));
    return events;
  };
  const asked = { id: "u1", role: "user", content: "Look at the beds." };
  const events = await runOf([asked]);
  const of = (type) => events.flatMap((event) => (event.type === type ? [event.toolCallId] : []));
  const answer = events.some(({ type }) => type.startsWith("TEXT_MESSAGE")) ? "an answer" : "no answer";
  const toldOfTools = told[1]?.join("+") ?? "nothing";
  // What an AG-UI client makes of these events.
  const toolCalls = calls.map(([name, input], n) => ({ id: `c${n + 1}`, type: "function", function: { name, arguments: input } }));
  const results = events
    .filter(({ type }) => type === "TOOL_CALL_RESULT")
    .map(({ messageId, toolCallId, content }) => ({ id: messageId, role: "tool", toolCallId, content }));
  const said = answer === "an answer" ? [{ id: "a2", role: "assistant", content: "Done." }] : [];
  const history = [asked, { id: "a1", role: "assistant", toolCalls }, ...results, ...said, { id: "u2", role: "user", content: "Go on." }];
  // A call without an answer behind it waits for its client.
  const next = said.length === 0 ? { type: "waits" } : (await runOf(history)).at(-1);
  console.log(
    `${name}: calls ${of("TOOL_CALL_START").join("+")}, results of ${of("TOOL_CALL_RESULT").join("+") || "none"}, ${answer}, ` +
      `${events.at(-1).type}; the model was told ${toldOfTools}; the next run: ${next.type} ${next.message ?? ""}`.trim(),
  );
}
process.exit(0);
JS
echo "@copilotkit/runtime $(node_modules/.bin/node -p 'require("./node_modules/@copilotkit/runtime/package.json").version')"
COPILOTKIT_TELEMETRY_DISABLED=true DO_NOT_TRACK=1 node_modules/.bin/node run.mjs 2>/dev/null | grep RUN_ >said
cat said
missing="the next run: RUN_ERROR Tool result is missing for tool call c1."
if [[ "$(cat said)" != "good: calls c1, results of c1, an answer, RUN_FINISHED; the model was told text; the next run: RUN_FINISHED
throws: calls c1, results of none, an answer, RUN_FINISHED; the model was told error-text; $missing
not there: calls c1, results of none, an answer, RUN_FINISHED; the model was told error-text; $missing
refused: calls c1, results of none, an answer, RUN_FINISHED; the model was told error-text; $missing
the client's, beside a good one: calls c1+c2, results of c2, no answer, RUN_FINISHED; the model was told nothing; the next run: waits" ]]; then
  echo "This is not what was seen with 1.75.0: the finding no longer holds."
  exit 1
fi

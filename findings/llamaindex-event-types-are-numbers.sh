#!/usr/bin/env bash
# @llamaindex/workflow 1.1.24: the type of an agent's event is a number by the order in which event types were made in the process. What is "0"
# in one log is "1" in the next.
#
# A good guess says: events that are written as JSON have a type that names them (`agent-tool-call`, or the name of the constant), as the
# first and the last have ("llamaindex-start", "llamaindex-stop"); so a log can be read without the program.
#
# True is: types without a label are counted from 0 as modules are loaded. A program that makes an event of its own before it imports the
# agents shifts all of theirs: a tool's result has the number that a call had.
#
# Why it matters: calls and results of one log are not those of another of the same version. Only what an event holds tells what it is:
# `toolOutput` for a result, `toolKwargs` alone for a call, `delta` for a piece.
#
# Valid input: chat completions as servers stream them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts llamaindex@0.12.1 @llamaindex/openai@0.4.22 @llamaindex/workflow@1.1.24 zod@4.6.7

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { z } from "zod";

const name = process.argv[2];
if (name === "with an own event") {
  const { workflowEvent } = await import("@llamaindex/workflow-core");
  workflowEvent();
}
const { agent } = await import("@llamaindex/workflow");
const { OpenAI } = await import("@llamaindex/openai");
const { tool } = await import("llamaindex");
let asked = 0;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  const isFirst = asked++ === 0;
  response.setHeader("content-type", "text/event-stream");
  const send = (delta, finish_reason = null) => {
    const choices = [{ index: 0, delta, finish_reason }];
    response.write(`data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "scripted", choices })}\n\n`);
  };
  send({ role: "assistant", content: isFirst ? "I look." : "Done." });
  const call = { index: 0, id: "call_1", type: "function", function: { name: "count", arguments: '{"what":"beds"}' } };
  if (isFirst) send({ tool_calls: [call] });
  send({}, isFirst ? "tool_calls" : "stop");
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
const llm = new OpenAI({ model: "gpt-4o", apiKey: "made-up", baseURL, additionalSessionOptions: { baseURL } });
const count = tool({ name: "count", description: "Counts.", parameters: z.object({ what: z.string() }), execute: () => "two" });
const types = new Map();
for await (const event of agent({ name: "gardener", llm, tools: [count] }).runStream("Count.")) {
  const { type, data } = JSON.parse(JSON.stringify(event));
  const is = "toolOutput" in data ? "result" : "toolKwargs" in data ? "call" : "delta" in data ? "piece" : "userInput" in data ? "start" : undefined;
  if (is) types.set(is, type);
}
console.log(`${name}: ${[...types].map(([is, type]) => `${is} ${type}`).join(", ")}`);
process.exit(0);
JS

for name in "agents alone" "with an own event"; do node run.mjs "$name"; done | tee said
if [[ "$(cat said)" != 'agents alone: start llamaindex-start, piece 4, call 0, result 1
with an own event: start llamaindex-start, piece 5, call 1, result 2' ]]; then
  echo "This is not what was seen with 1.1.24: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @openai/agents 0.20.0: the result of a tool that threw, and of a call whose arguments could not be read, has the status "completed"; what was
# thrown is in no event and no history. An answer that the limit of tokens cut is "completed", too.
#
# A good guess says: the status of a `function_call_result` can be "completed", "incomplete" and "in_progress", so a failed one is not
# completed; or its output says what went wrong, as the model has to know it. An answer with `finish_reason: length` is "incomplete".
#
# True is: all are "completed". The output is one of two sentences of the library's, which a tool may say as well: the tool's own error message
# is nowhere, not even in what the model is sent. Where the answer was streamed, "length" is nowhere either.
#
# Why it matters: what is kept of a run holds no failed call and no cut answer, whatever happened. Who wants to know afterwards why a tool failed
# has to have logged it inside of the tool.
#
# Valid input: chat completions as servers stream them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @openai/agents@0.20.0 zod@4.6.7

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { Agent, OpenAIProvider, Runner, tool } from "@openai/agents";
import { z } from "zod";

const given = [["dig", "{}"], ["count", '{"what":7}'], ["count", '{"what'], ["count", '{"what":"beds"}']];
let asked = 0;
let last = "";
const server = createServer(async (request, response) => {
  last = "";
  for await (const part of request) last += part;
  response.setHeader("content-type", "text/event-stream");
  const send = (delta, finish_reason = null) => {
    const choices = [{ index: 0, delta, finish_reason }];
    response.write(`data: ${JSON.stringify({ id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", choices })}\n\n`);
  };
  const isFirst = asked++ === 0;
  send({ role: "assistant", content: isFirst ? "I look." : "There are" });
  if (isFirst) {
    const calls = given.map(([name, text], index) => ({ index, id: `call_${index}`, type: "function", function: { name, arguments: text } }));
    send({ tool_calls: calls });
  }
  send({}, isFirst ? "tool_calls" : "length");
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
const modelProvider = new OpenAIProvider({ apiKey: "made-up", baseURL, useResponses: false });
const runner = new Runner({ modelProvider, tracingDisabled: true });
const parameters = z.object({ what: z.string() });
const count = tool({ name: "count", description: "Counts.", parameters, execute: async () => "two" });
const fails = async () => {
  throw new Error("No spade.");
};
const dig = tool({ name: "dig", description: "Digs.", parameters: z.object({}), execute: fails });
const agent = new Agent({ name: "gardener", instructions: "Work.", model: "scripted", tools: [count, dig] });
const result = await runner.run(agent, "Count the beds.", { stream: true });
const items = [];
for await (const event of result) if (event.type === "run_item_stream_event") items.push(event);
const kept = JSON.stringify([items, result.history, result.state.toJSON()]);
for (const item of result.history) {
  if (item.type !== "function_call_result") continue;
  const [name, text] = given[Number(item.callId.slice(-1))];
  console.log(`${name} ${text}: ${item.status}, ${item.output.text}`);
}
const answer = result.history.at(-1);
console.log(`answer: ${answer.status}, ${result.finalOutput}`);
const where = (words) => `"${words}" kept ${kept.includes(words)}, sent ${last.includes(words)}`;
console.log(`${where("No spade")}; ${where("length")}`);
process.exit(0);
JS

node run.mjs 2>/dev/null | tee said
if [[ "$(cat said)" != 'dig {}: completed, An error occurred while running the tool. Please try again.
count {"what":7}: completed, An error occurred while running the tool. Please try again.
count {"what: completed, An error occurred while parsing tool arguments. Please try again with valid JSON.
count {"what":"beds"}: completed, two
answer: completed, There are
"No spade" kept false, sent false; "length" kept false, sent false' ]]; then
  echo "This is not what was seen with 0.20.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @langchain/langgraph 1.7.3, @langchain/core 1.4.0: of a call that was cut the run ends without doing anything when the answer came whole,
# and the tool is run with half its arguments when the same answer was streamed.
#
# A good guess says: arguments that are no JSON make an invalid call, which the message keeps with what the model wrote, however the
# answer came; streaming changes when something is known and not what.
#
# True is: in a whole answer the call stands in invalid_tool_calls with its text. The graph sees no call, takes the answer for the last
# one and ends. In a streamed answer the same text is mended to whole JSON and stands in tool_calls like any other; the tool is run with
# it and succeeds, and the model goes on. invalid_tool_calls is empty; only finish_reason "length" tells.
#
# Why it matters: whether a run was watched (which streams) decides what it does and what its log says: one answer and nothing done,
# or a file that holds half a text and a result that says it was written. Two logs of one task cannot be compared, and arguments in
# the second are not what the model wrote.
#
# Valid input: an answer of Chat Completions that reached its limit of tokens within a call.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @langchain/core@1.4.0 @langchain/langgraph@1.7.3 @langchain/openai@1.5.8 zod@4.6.7

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { tool } from "@langchain/core/tools";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { ChatOpenAI } from "@langchain/openai";
import { z } from "zod";
const call = { id: "c1", type: "function", function: { name: "write", arguments: '{"path": "beds.txt", "text": "Roses' } };
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const isFirst = asked++ === 0;
  const message = isFirst ? { role: "assistant", content: "I write.", tool_calls: [call] } : { role: "assistant", content: "Done." };
  const finish_reason = isFirst ? "length" : "stop";
  const head = { id: `r${asked}`, created: 1, model: "scripted" };
  if (!JSON.parse(body).stream) {
    response.setHeader("content-type", "application/json");
    const whole = { ...head, object: "chat.completion", choices: [{ index: 0, message, finish_reason }] };
    return response.end(JSON.stringify(whole));
  }
  response.setHeader("content-type", "text/event-stream");
  const { tool_calls, ...said } = message;
  const deltas = [said, ...(isFirst ? [{ tool_calls: [{ index: 0, ...call }] }] : []), {}];
  deltas.forEach((delta, place) => {
    const choices = [{ index: 0, delta, finish_reason: place === deltas.length - 1 ? finish_reason : null }];
    response.write(`data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", choices })}\n\n`);
  });
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const llm = new ChatOpenAI({ apiKey: "made-up", model: "scripted", configuration: { baseURL: `http://127.0.0.1:${server.address().port}` } });
const written = [];
const write = tool(async (given) => `wrote ${written.push(given)}`, {
  name: "write",
  schema: z.object({ path: z.string().optional(), text: z.string().optional() }),
});
const agent = createReactAgent({ llm, tools: [write] });
const input = { messages: [{ role: "user", content: "Write." }] };
function tell(label, { messages }) {
  const [, answer] = messages;
  const valid = answer.tool_calls.map(({ args }) => JSON.stringify(args)).join() || "none";
  const invalid = answer.invalid_tool_calls.map(({ args }) => args).join() || "none";
  console.log(`${label}: calls ${valid}, invalid ${invalid}, messages ${messages.length}, tool got ${JSON.stringify(written)}`);
}
tell("whole", await agent.invoke(input));
asked = 0;
let last;
for await (const [mode, part] of await agent.stream(input, { streamMode: ["messages", "values"] })) if (mode === "values") last = part;
tell("streamed", last);
server.close();
process.exit(0);
JS

seen=$(node run.mjs 2>/dev/null)
echo "$seen"
expected='whole: calls none, invalid {"path": "beds.txt", "text": "Roses, messages 2, tool got []
streamed: calls {"path":"beds.txt","text":"Roses"}, invalid none, messages 4, tool got [{"path":"beds.txt","text":"Roses"}]'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

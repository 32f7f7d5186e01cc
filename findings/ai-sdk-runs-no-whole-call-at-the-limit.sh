#!/usr/bin/env bash
# ai 7.0.173 (6.0.326 the same): of an answer that ended at the limit of tokens a call that is whole is not run and ends everything without a result; one that is cut in half is answered
# with an error, and the model is asked again.
#
# A good guess says: a call whose arguments are whole is run, whatever the reason of the end, as it is when that is "stop"; a call that is half is the one with
# which nothing can be done.
#
# True is: after "length" and "content-filter" calls are told (`tool-call`) and not run: no `tool-result`, no `tool-error`, no error of the stream, no further step.
# The half call is `invalid`, gets a `tool-error`, and so has an answer: the next step is asked for, and there the model is told that it had called with `{}`.
#
# Why it matters: a log that waits for the result of such a call waits for ever, and a conversation that is stored with it is refused by most servers when it is
# sent again; whether an agent goes on hangs on whether the limit fell before or behind a bracket.
#
# Valid input: chat completions as servers stream them. Needs Node 22 or newer, which it brings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ai@7.0.173 @ai-sdk/openai-compatible@3.0.92 zod@4.6.7 node@24.21.0

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { stepCountIs, streamText, tool } from "ai";
import { z } from "zod";

let first;
let sentBack;
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const isFirst = asked++ === 0;
  if (!isFirst) sentBack = JSON.parse(body).messages.find(({ tool_calls }) => tool_calls !== undefined).tool_calls[0].function.arguments;
  response.setHeader("content-type", "text/event-stream");
  const send = (delta, finish_reason = null) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "plum-2", choices: [{ index: 0, delta, finish_reason }] };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  send({ role: "assistant", content: isFirst ? "I dig." : "Done." });
  const call = { index: 0, id: "call_1", type: "function", function: { name: "dig", arguments: first.given } };
  if (isFirst) send({ tool_calls: [call] });
  send({}, isFirst ? first.ends : "stop");
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const provider = createOpenAICompatible({ name: "loopback", baseURL: `http://127.0.0.1:${server.address().port}/v1`, apiKey: "made-up" });
let dug = 0;
const dig = tool({ description: "Digs.", inputSchema: z.object({ bed: z.number() }), execute: async () => ((dug += 1), "dug") });
const stopWhen = stepCountIs(3);
for (first of [
  { given: '{"bed":1}', ends: "stop" },
  { given: '{"bed":1}', ends: "length" },
  { given: '{"bed":1}', ends: "content_filter" },
  { given: '{"bed":1', ends: "length" },
]) {
  asked = dug = 0;
  sentBack = "nothing";
  const stream = streamText({ model: provider("plum-2"), prompt: "Dig.", tools: { dig }, stopWhen, onError() {} });
  const parts = [];
  for await (const { type } of stream.fullStream) if (/^tool-(?:call|result|error)$|^error$/.test(type)) parts.push(type);
  console.log(`${first.given} ends with ${first.ends}: ${parts.join(" ")}, run ${dug}, asked ${asked}, told ${sentBack}`);
}
process.exit(0);
JS

seen=$(node_modules/.bin/node run.mjs 2>/dev/null)
echo "$seen"
if [[ "$seen" != '{"bed":1} ends with stop: tool-call tool-result, run 1, asked 2, told {"bed":1}
{"bed":1} ends with length: tool-call, run 0, asked 1, told nothing
{"bed":1} ends with content_filter: tool-call, run 0, asked 1, told nothing
{"bed":1 ends with length: tool-call tool-error, run 0, asked 2, told {}' ]]; then
  echo "This is not what was seen with 7.0.173: the finding no longer holds."
  exit 1
fi

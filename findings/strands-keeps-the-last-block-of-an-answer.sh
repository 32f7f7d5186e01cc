#!/usr/bin/env bash
# @strands-agents/sdk 1.19.0: of a streamed chat completion with a text and several calls the last call is kept and run; the text and the other
# calls are in no message.
#
# A good guess says: an answer of a text and two calls becomes a message of three blocks, as it does with the other models of the library, and
# both tools run.
#
# True is: the adapter tells the ends of all blocks when the answer is over, and what puts them together holds one block at a time. One block is
# left, whatever came before it; the next request holds it alone, with its result.
#
# Why it matters: what was asked for is not in the transcript that the agent's messages are, and nothing in it looks wrong. What the model said
# before a call, mostly why it makes it, is never kept.
#
# Valid input: chat completions, cut into pieces as the original's server does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @strands-agents/sdk@1.19.0 openai@6.46.0 zod@4.6.7 node@24.21.0

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { Agent, tool } from "@strands-agents/sdk";
import { OpenAIModel } from "@strands-agents/sdk/models/openai";
import { z } from "zod";

const requests = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const isFirst = requests.push(JSON.parse(body)) === 1;
  response.setHeader("content-type", "text/event-stream");
  const send = (delta, finish_reason = null) => {
    const choices = [{ index: 0, delta, finish_reason }];
    response.write(`data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "scripted", choices })}\n\n`);
  };
  send({ role: "assistant", content: "" });
  for (const content of isFirst ? ["I ", "look."] : ["Done."]) send({ content });
  for (const [index, what] of (isFirst ? ["beds", "paths"] : []).entries()) {
    send({ tool_calls: [{ index, id: `call_${index}`, type: "function", function: { name: "count", arguments: "" } }] });
    for (const text of ['{"what":', `"${what}"}`]) send({ tool_calls: [{ index, function: { arguments: text } }] });
  }
  send({}, isFirst ? "tool_calls" : "stop");
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
const ran = [];
const inputSchema = z.object({ what: z.string() });
const count = tool({ name: "count", description: "Counts.", inputSchema, callback: ({ what }) => `two: ${ran.push(what)}` });
const model = new OpenAIModel({ api: "chat", apiKey: "made-up", modelId: "scripted", clientConfig: { baseURL } });
const agent = new Agent({ model, tools: [count], printer: false });
await agent.invoke("Count.");
const kept = agent.messages[1].content.map((block) => (block.type === "textBlock" ? `text ${block.text}` : `call ${block.toolUseId}`));
console.log(`kept: ${kept.join(", ")}; run: ${ran.join(", ")}`);
const sent = requests[1].messages[1];
console.log(`sent back: text "${sent.content ?? ""}", calls ${sent.tool_calls.map(({ id }) => id).join(", ")}`);
process.exit(0);
JS

node_modules/.bin/node run.mjs 2>/dev/null | tee said
if [[ "$(cat said)" != 'kept: call call_1; run: paths
sent back: text "", calls call_1' ]]; then
  echo "This is not what was seen with 1.19.0: the finding no longer holds."
  exit 1
fi

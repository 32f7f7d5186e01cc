#!/usr/bin/env bash
# @langchain/anthropic 1.5.11, @langchain/openai 1.5.8: usage of a streamed answer that a server tells more than once is added up.
#
# A good guess says: usage_metadata of an answer is what the server said it took, the same whether it was streamed or not; and
# response_metadata holds the same numbers as the server spells them.
#
# True is: Anthropic's servers tell output tokens at the beginning of a message and again at its end, where they are the total. The
# joined message has the sum of both (13 where it took 10). Servers of OpenAI's kind that tell a running total with every piece make
# response_metadata.usage the sum of all of them: 100 tokens of input become 400 in an answer of three pieces, while
# usage_metadata of the same message is right. Nothing warns.
#
# Why it matters: traces and logs of graphs keep just these messages. Costs that are computed from them are too high by an amount
# that depends on the model's first piece, or on the number of pieces; and of two members of one message that name
# tokens one may be right and the other one hundreds of times too high.
#
# Valid input: streams as Anthropic documents them ("token counts are cumulative"), and as common servers send continuous usage.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @langchain/core@1.4.0 @langchain/anthropic@1.5.11 @langchain/openai@1.5.8

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { ChatAnthropic } from "@langchain/anthropic";
import { concat } from "@langchain/core/utils/stream";
import { ChatOpenAI } from "@langchain/openai";
const usage = (output_tokens) => ({ input_tokens: 100, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens });
const message = { id: "m1", type: "message", role: "assistant", model: "scripted", content: [], stop_reason: null, stop_sequence: null };
const ended = { stop_reason: "end_turn", stop_sequence: null };
const anthropic = [
  { type: "message_start", message: { ...message, usage: usage(3) } },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Roses." } },
  { type: "content_block_stop", index: 0 },
  { type: "message_delta", delta: ended, usage: usage(10) },
  { type: "message_stop" },
];
const openai = (delta, finish_reason, tokens) => ({
  ...{ id: "c1", object: "chat.completion.chunk", created: 1, model: "scripted" },
  ...{ choices: [{ index: 0, delta, finish_reason }], usage: { prompt_tokens: 100, completion_tokens: tokens, total_tokens: 100 + tokens } },
});
const pieces = [openai({ role: "assistant", content: "Ro" }, null, 1), openai({ content: "ses" }, null, 2), openai({ content: "." }, "stop", 10)];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!JSON.parse(body).stream) {
    response.setHeader("content-type", "application/json");
    return response.end(JSON.stringify({ ...message, ...ended, content: [{ type: "text", text: "Roses." }], usage: usage(10) }));
  }
  response.setHeader("content-type", "text/event-stream");
  if (request.url.includes("messages")) {
    for (const event of anthropic) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    return response.end();
  }
  for (const event of [...pieces, { ...openai({}, null, 10), choices: [] }]) response.write(`data: ${JSON.stringify(event)}\n\n`);
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}`;
async function streamed(model) {
  let joined;
  for await (const piece of await model.stream("What grows?")) joined = joined === undefined ? piece : concat(joined, piece);
  return joined;
}
const told = ({ input_tokens, output_tokens }) => `${input_tokens} + ${output_tokens}`;
const claude = new ChatAnthropic({ apiKey: "made-up", anthropicApiUrl: url, model: "claude-sonnet-4-5", maxTokens: 100 });
console.log(`anthropic, whole: ${told((await claude.invoke("What grows?")).usage_metadata)}`);
console.log(`anthropic, streamed: ${told((await streamed(claude)).usage_metadata)}`);
const other = await streamed(new ChatOpenAI({ apiKey: "made-up", model: "scripted", configuration: { baseURL: url } }));
const { prompt_tokens, completion_tokens } = other.response_metadata.usage;
console.log(`openai, usage_metadata: ${told(other.usage_metadata)}; response_metadata: ${prompt_tokens} + ${completion_tokens}`);
server.close();
process.exit(0);
JS

seen=$(node run.mjs)
echo "$seen"
expected='anthropic, whole: 100 + 10
anthropic, streamed: 100 + 13
openai, usage_metadata: 100 + 10; response_metadata: 400 + 23'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

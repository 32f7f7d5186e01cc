#!/usr/bin/env bash
# @langchain/openai 1.5.8 (with @langchain/core 1.4.0): what a server tells in two chunks of a stream is joined like text: the reason of the end is "stopstop",
# and the model's name stands there twice.
#
# A good guess says: why an answer ended, which model gave it and what it took are facts, not pieces of a text; told again, they stay what they are.
#
# True is: metadata of chunks are merged as texts and numbers are: texts are put one behind the other, numbers are added. Reason, model, tier and fingerprint are
# taken from each chunk that has a reason. A server that gives the reason once more in the chunk with the usage, as gateways do that pass on
# several vendors' streams, makes "stopstop" and "plum-2plum-2", and `response_metadata.usage` twice of what was told; `usage_metadata` beside it
# is right.
#
# Why it matters: who asks whether an answer was cut compares with "stop" or "length" and finds neither; statistics by model have a model that does not exist; tokens
# are right or doubled, depending on which of two members is read.
#
# Valid input: chat completions as servers stream them. Needs Node 20 or newer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @langchain/openai@1.5.8 @langchain/core@1.4.0

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { concat } from "@langchain/core/utils/stream";
import { ChatOpenAI } from "@langchain/openai";

let isTwice = false;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  response.setHeader("content-type", "text/event-stream");
  const send = (choices, usage) => {
    const chunk = { id: "c1", object: "chat.completion.chunk", created: 1, model: "plum-2", choices, ...(usage && { usage }) };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const choice = (content, finish_reason) => ({ index: 0, delta: { role: "assistant", content }, finish_reason });
  send([choice("Roses and", null)]);
  send([choice(" figs.", "length")]);
  send(isTwice ? [choice("", "length")] : [], { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 });
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
const model = new ChatOpenAI({ model: "plum-2", apiKey: "made-up", configuration: { baseURL }, maxRetries: 0 });
for (isTwice of [false, true]) {
  let answer;
  for await (const chunk of await model.stream("What grows here?")) answer = answer === undefined ? chunk : concat(answer, chunk);
  const { finish_reason, model_name, usage } = answer.response_metadata;
  const tokens = `${usage?.total_tokens} and ${answer.usage_metadata.total_tokens} tokens`;
  console.log(`reason told ${isTwice ? "twice" : "once"}: "${answer.content}" ${finish_reason} by ${model_name}, ${tokens}`);
}
process.exit(0);
JS

seen=$(node run.mjs)
echo "$seen"
if [[ "$seen" != 'reason told once: "Roses and figs." length by plum-2, 15 and 15 tokens
reason told twice: "Roses and figs." lengthlength by plum-2plum-2, 30 and 15 tokens' ]]; then
  echo "This is not what was seen with 1.5.8: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# openai 6.49.0: two calls of one answer that come whole, each in a chunk of its own and both as index 0, are one call to the stream helper, under the second one's id.
#
# A good guess says: an id is a call; a chunk with another id and a name begins another call, whatever its index, and arguments that are whole are not
# gone on with. Other clients read it so.
#
# True is: `chat.completions.stream` goes by the index alone: the second call's id and name take the first one's place, and its arguments are put behind the
# first one's. `finalMessage()` has one call with `{"bed":1}{"bed":2}`, and no error. LangChain and the AI SDK have two calls of the same stream.
#
# Why it matters: servers that pass on other vendors' models give whole calls and count them from 0 each time. A tool then gets arguments that are no JSON, or is not
# run; the first call's id is in no log; and the conversation that is sent back has one call where the model made two.
#
# Valid input: chat completions as such servers stream them. Needs Node 20 or newer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund openai@6.49.0 @langchain/openai@1.5.8 @langchain/core@1.4.0

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { concat } from "@langchain/core/utils/stream";
import { ChatOpenAI } from "@langchain/openai";
import OpenAI from "openai";

const server = createServer(async (request, response) => {
  for await (const _ of request);
  response.setHeader("content-type", "text/event-stream");
  const send = (delta, finish_reason = null) => {
    const chunk = { id: "c1", object: "chat.completion.chunk", created: 1, model: "plum-2", choices: [{ index: 0, delta, finish_reason }] };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const call = (id, bed) => ({ index: 0, id, type: "function", function: { name: "dig", arguments: JSON.stringify({ bed }) } });
  send({ role: "assistant", content: null });
  send({ tool_calls: [call("call_a", 1)] });
  send({ tool_calls: [call("call_b", 2)] });
  send({}, "tool_calls");
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
const asked = { model: "plum-2", messages: [{ role: "user", content: "Dig." }] };
const client = new OpenAI({ apiKey: "made-up", baseURL, maxRetries: 0 });
const { tool_calls } = await client.chat.completions.stream(asked).finalMessage();
console.log(`openai: ${tool_calls.map(({ id, function: { arguments: given } }) => `${id} ${given}`).join(" and ")}`);
const model = new ChatOpenAI({ model: "plum-2", apiKey: "made-up", configuration: { baseURL }, maxRetries: 0 });
let answer;
for await (const chunk of await model.stream("Dig.")) answer = answer === undefined ? chunk : concat(answer, chunk);
console.log(`langchain: ${answer.tool_calls.map(({ id, args }) => `${id} ${JSON.stringify(args)}`).join(" and ")}`);
process.exit(0);
JS

seen=$(node run.mjs)
echo "$seen"
if [[ "$seen" != 'openai: call_b {"bed":1}{"bed":2}
langchain: call_a {"bed":1} and call_b {"bed":2}' ]]; then
  echo "This is not what was seen with 6.49.0: the finding no longer holds."
  exit 1
fi

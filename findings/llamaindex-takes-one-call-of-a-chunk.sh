#!/usr/bin/env bash
# @llamaindex/openai 0.4.22 with @llamaindex/workflow 1.1.24: of several calls that come in one chunk of a stream the first is taken, and the
# others are in no event and no memory.
#
# A good guess says: `tool_calls` of a chunk is a list, so all its calls are run, whether a server sends each in a chunk of its own or all of
# them in one, as those do that parse an answer when it is whole.
#
# True is: only the list's first element is looked at. One call of each chunk is run and told; the next request holds an answer with that call
# alone, and nothing says that there were others. Without streaming, and in chunks of their own, all are run.
#
# Why it matters: what an agent did depends on how a server cuts its answers. Events, memory and spans made of them agree with each other, and
# only what went over the wire tells what the model had asked for.
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
import { OpenAI } from "@llamaindex/openai";
import { agent, agentToolCallEvent } from "@llamaindex/workflow";
import { tool } from "llamaindex";
import { z } from "zod";

const places = ["beds", "paths", "trees"];
const calls = places.map((what, index) => {
  return { index, id: `call_${index}`, type: "function", function: { name: "count", arguments: JSON.stringify({ what }) } };
});
async function run(name, chunks) {
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
    send({ role: "assistant", content: isFirst ? "I look." : "Done." });
    if (isFirst) for (const tool_calls of chunks) send({ tool_calls });
    send({}, isFirst ? "tool_calls" : "stop");
    response.end("data: [DONE]\n\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
  const llm = new OpenAI({ model: "gpt-4o", apiKey: "made-up", baseURL, additionalSessionOptions: { baseURL } });
  const ran = [];
  const execute = ({ what }) => `two ${what}: ${ran.push(what)}`;
  const count = tool({ name: "count", description: "Counts.", parameters: z.object({ what: z.string() }), execute });
  let told = 0;
  for await (const event of agent({ name: "gardener", llm, tools: [count] }).runStream("Count.")) {
    if (agentToolCallEvent.include(event)) told++;
  }
  const kept = requests[1].messages.flatMap((message) => message.tool_calls ?? []).length;
  console.log(`${name}: run ${ran.join(", ")}; told ${told}, sent back ${kept} of ${calls.length}`);
}
await run("a chunk each", calls.map((call) => [call]));
await run("all in one", [calls]);
process.exit(0);
JS

node run.mjs | tee said
if [[ "$(cat said)" != 'a chunk each: run beds, paths, trees; told 3, sent back 3 of 3
all in one: run beds; told 1, sent back 1 of 3' ]]; then
  echo "This is not what was seen with 0.4.22: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @strands-agents/sdk 1.19.0: one call whose arguments are no JSON, and an answer that reached its limit, leave nothing of the answer in the
# agent's messages; a blocked answer stands there like any other.
#
# A good guess says: agent.messages, which sessions store, holds what was said until a run failed; a call that cannot be parsed gets an error as
# its result, while its neighbours are run; and of an answer that is cut the part that came is kept.
#
# True is: invoke() throws, and the messages end with the prompt. Of two calls, one of them whole, neither is run nor kept, nor is the
# text in front of them. The usage of that request is in the metrics, if the server told it. An answer that a filter stopped is no failure:
# it is kept without a mark, and the run ends well.
#
# Why it matters: a session's history has prompts without answers, two in a row when the user asks again, and the model is told so; why, and
# what it had said, is nowhere. What a filter stopped looks finished. "No answer" is no sign that the model said nothing.
#
# Valid input: chat completions as servers stream them. Needs Node 22 or newer, which it brings.
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

const answers = {
  "half a call": { text: "I look.", given: ['{"what":"beds"}', '{"what'], ends: "tool_calls" },
  limit: { text: "Cut by the li", given: [], ends: "length" },
  filter: { text: "I will n", given: [], ends: "content_filter" },
};
for (const [name, { text, given, ends }] of Object.entries(answers)) {
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    response.setHeader("content-type", "text/event-stream");
    const send = (choices, more = {}) =>
      response.write(`data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 1, model: "scripted", choices, ...more })}\n\n`);
    const choice = (delta, finish_reason = null) => send([{ index: 0, delta, finish_reason }]);
    choice({ role: "assistant", content: text });
    const calls = given.map((args, index) => ({ index, id: `call_${index}`, type: "function", function: { name: "count", arguments: args } }));
    if (calls.length > 0) choice({ tool_calls: calls });
    choice({}, ends);
    send([], { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
    response.end("data: [DONE]\n\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  let ran = 0;
  const inputSchema = z.object({ what: z.string() });
  const count = tool({ name: "count", description: "Counts.", inputSchema, callback: () => ((ran += 1), "two") });
  const clientConfig = { baseURL: `http://127.0.0.1:${server.address().port}/v1`, maxRetries: 0 };
  const model = new OpenAIModel({ api: "chat", modelId: "scripted", apiKey: "made-up", clientConfig });
  const agent = new Agent({ model, printer: false, tools: [count] });
  const ended = await agent.invoke("Count the beds.").then(
    ({ stopReason }) => `ends with ${stopReason}`,
    (error) => `throws ${error.name}`,
  );
  console.log(`${name}: ${ended}; messages ${agent.messages.map(({ role }) => role).join("+")}; count ran ${ran}`);
}
process.exit(0);
JS

node_modules/.bin/node run.mjs >said 2>/dev/null
cat said
if [[ "$(cat said)" != 'half a call: throws ModelError; messages user; count ran 0
limit: throws MaxTokensError; messages user; count ran 0
filter: ends with contentFiltered; messages user+assistant; count ran 0' ]]; then
  echo "This is not what was seen with 1.19.0: the finding no longer holds."
  exit 1
fi

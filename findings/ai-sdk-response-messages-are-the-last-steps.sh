#!/usr/bin/env bash
# ai 7.0.173 (and 6.0.326): `response.messages`, which programs store as a conversation's history, holds every step's messages in one
# and the last step's in the other.
#
# A good guess says: what is to be appended to the messages after a run is `(await result.response).messages`, as the chapters on
# chatbots said for years; a name that is still there, of the same type, still holds what it held.
#
# True is: with 6 they are the call, its result and the answer; with 7 the answer alone. The whole list is in `responseMessages`, which 6
# does not have. Nothing warns, and types agree with both.
#
# Why it matters: a log of messages that was written behind an update has no calls and no results any more, and every answer looks like
# one that was given without tools; the model that is sent such a history has never called anything. Nothing in a log says which version
# wrote it: no calls in it is no sign that there were none.
#
# Valid input: a chat completion that calls a tool, and one that answers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund six@npm:ai@6.0.326 seven@npm:ai@7.0.173 \
  openai6@npm:@ai-sdk/openai-compatible@2.0.92 openai7@npm:@ai-sdk/openai-compatible@3.0.92 zod@4.6.7

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { z } from "zod";

const [, , library, provider] = process.argv;
const { generateText, stepCountIs, isStepCount = stepCountIs, tool } = await import(library);
const { createOpenAICompatible } = await import(provider);
let asked = 0;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  const call = { id: "call_1", type: "function", function: { name: "count", arguments: "{}" } };
  const said = asked++ === 0 ? { content: null, tool_calls: [call] } : { content: "Two." };
  const choices = [{ index: 0, message: { role: "assistant", ...said }, finish_reason: asked === 1 ? "tool_calls" : "stop" }];
  response.writeHead(200, { "content-type": "application/json" });
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  response.end(JSON.stringify({ id: "c1", object: "chat.completion", created: 1, model: "scripted", choices, usage }));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
const result = await generateText({
  model: createOpenAICompatible({ name: "loopback", baseURL, apiKey: "made-up" })("scripted"),
  prompt: "Count the beds.",
  stopWhen: isStepCount(3),
  tools: { count: tool({ inputSchema: z.object({}), execute: async () => 2 }) },
});
const roles = (messages) => messages?.map(({ role }) => role).join("+") ?? "not there";
console.log(`${library}: response.messages ${roles(result.response.messages)}; responseMessages ${roles(result.responseMessages)}`);
process.exit(0);
JS

node run.mjs six openai6 >said 2>/dev/null
node run.mjs seven openai7 >>said 2>/dev/null
cat said
if [[ "$(cat said)" != 'six: response.messages assistant+tool+assistant; responseMessages not there
seven: response.messages assistant; responseMessages assistant+tool+assistant' ]]; then
  echo "This is not what was seen with 6.0.326 and 7.0.173: the finding no longer holds."
  exit 1
fi

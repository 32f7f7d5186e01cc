#!/usr/bin/env bash
# ai 6.0.326 and 7.0.173: `usage` of onFinish is the last step's in one and all steps' in the other, and the same failed tool has another
# text in the chat that is stored.
#
# A good guess says: a member keeps its meaning, so logs that one program wrote before and after an update can be read alike; and the
# result of a call in a stored message is what the model was told.
#
# True is: with 6 `usage` is the last step's and `totalUsage` the sum; with 7 both are the sum. With 6 the stored message of a tool that
# failed says "An error occurred.", though the model was told the reason, so the model is told another result when the chat goes
# on; with 7 it says the reason.
#
# Why it matters: nothing in such a log says which version wrote it. Who adds up the `usage` of steps and runs counts twice with 7, who
# adds up that of runs alone counts too little with 6; and why a tool failed can be read in messages of one and not of the other.
#
# Valid input: an answer with a call, and one behind its result; the same program with both versions.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir six seven
(cd six && npm init -y >/dev/null && npm install --silent --no-audit --no-fund ai@6.0.326 @ai-sdk/openai-compatible@2.0.92 zod@4.6.7)
(cd seven && npm init -y >/dev/null && npm install --silent --no-audit --no-fund ai@7.0.173 @ai-sdk/openai-compatible@3.0.92 zod@4.6.7)

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { convertToModelMessages, readUIMessageStream, stepCountIs, streamText, tool } from "ai";
import { z } from "zod";
let told = "";
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const { messages } = JSON.parse(body);
  const last = messages.at(-1);
  response.setHeader("content-type", "text/event-stream");
  const send = (choices, usage) => {
    const chunk = { id: "c1", object: "chat.completion.chunk", created: 1, model: "scripted", choices, usage };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const call = { index: 0, id: "c1", type: "function", function: { name: "dig", arguments: "{}" } };
  if (last.role === "tool") told = last.content;
  send([{ index: 0, delta: last.role === "tool" ? { content: "Done." } : { tool_calls: [call] }, finish_reason: null }]);
  send([{ index: 0, delta: {}, finish_reason: last.role === "tool" ? "stop" : "tool_calls" }]);
  send([], { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 });
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const provider = createOpenAICompatible({ name: "scripted", baseURL: `http://127.0.0.1:${server.address().port}`, includeUsage: true });
const dig = tool({
  inputSchema: z.object({}),
  execute: async () => {
    throw new Error("a stone");
  },
});
let tokens = "";
const result = streamText({
  ...{ model: provider("scripted"), tools: { dig }, stopWhen: stepCountIs(3), prompt: "Dig." },
  onFinish: ({ usage, totalUsage }) => {
    tokens = `usage ${usage.totalTokens}, totalUsage ${totalUsage.totalTokens}`;
  },
});
let message;
for await (const one of readUIMessageStream({ stream: result.toUIMessageStream() })) message = one;
const [{ content }] = (await convertToModelMessages([message])).filter(({ role }) => role === "tool");
console.log(`two steps of 110: ${tokens}; the model was told "${told.replace("Error: ", "")}", and next time "${content[0].output.value.replace("Error: ", "")}"`);
server.close();
process.exit(0);
JS

seen=$(for one in six seven; do cp run.mjs "$one/" && (cd "$one" && node run.mjs 2>/dev/null); done)
echo "$seen"
expected='two steps of 110: usage 110, totalUsage 220; the model was told "a stone", and next time "An error occurred."
two steps of 110: usage 220, totalUsage 220; the model was told "a stone", and next time "a stone"'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

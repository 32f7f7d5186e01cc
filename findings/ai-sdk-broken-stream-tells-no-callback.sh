#!/usr/bin/env bash
# ai 7.0.173 (and 6.0.326): when the connection to the model breaks, streamText calls neither onError nor onFinish, and the stream
# of a chat's messages ends without an error.
#
# A good guess says: streamText does not throw; errors become parts of the stream and are given to onError, which is there for
# logging; and whatever happens, one of the callbacks says how an answer ended.
#
# True is: for an error that the server tells in its stream, so it is. A connection that closes in mid-answer is thrown out of the
# streams instead: no `error` part, no onError, no onFinish, no onStepFinish, and the message stream for the page has neither an
# `error` nor a `finish` chunk. Its own onFinish is called, with half an answer as the message.
#
# Why it matters: logs that are written in these callbacks have no line for such a request, not even its tokens, while the
# conversation that is stored by the other onFinish has half an answer that looks like any. A log must be read with the
# possibility that requests are missing; a stored message is whole only where its text part says `done`.
#
# Valid input: the beginning of a streamed answer, then a closed connection.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ai@7.0.173 @ai-sdk/openai-compatible@3.0.92 zod@4.6.7

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { streamText } from "ai";

const [, , how, breaks] = process.argv;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  response.setHeader("content-type", "text/event-stream");
  const send = (data) => response.write(`data: ${JSON.stringify(data)}\n\n`);
  const delta = { role: "assistant", content: "Half of" };
  const choices = [{ index: 0, delta, finish_reason: null }];
  send({ id: "c1", object: "chat.completion.chunk", created: 1, model: "scripted", choices });
  if (breaks === "closed") return setTimeout(() => response.destroy(), 200);
  send({ error: { message: "Overloaded", type: "server_error", code: null, param: null } });
  response.end();
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
const called = [];
const answer = streamText({
  model: createOpenAICompatible({ name: "loopback", baseURL, apiKey: "made-up" })("scripted"),
  maxRetries: 0,
  prompt: "Talk.",
  onError: () => called.push("onError"),
  onFinish: () => called.push("onFinish"),
  onStepFinish: () => called.push("onStepFinish"),
});
const types = [];
let stored = "";
const onFinish = ({ responseMessage }) => {
  stored = responseMessage.parts.flatMap(({ text }) => text ?? []).join("");
};
try {
  const stream = how === "page" ? answer.toUIMessageStream({ onFinish }) : answer.fullStream;
  for await (const { type } of stream) types.push(type);
} catch {
  types.push("(thrown)");
}
await new Promise((resolve) => setTimeout(resolve, 100));
console.log(`${how}, ${breaks}: ends in ${types.at(-1)}, error part ${types.includes("error")}, called ${called.join("+") || "none"}${how === "page" ? `, stored "${stored}"` : ""}`);
process.exit(0);
JS

node run.mjs program told >said 2>/dev/null
node run.mjs program closed >>said 2>/dev/null
node run.mjs page closed >>said 2>/dev/null
cat said
if [[ "$(cat said)" != 'program, told: ends in finish, error part true, called onError+onStepFinish+onFinish
program, closed: ends in (thrown), error part false, called none
page, closed: ends in (thrown), error part false, called none, stored "Half of"' ]]; then
  echo "This is not what was seen with 7.0.173: the finding no longer holds."
  exit 1
fi

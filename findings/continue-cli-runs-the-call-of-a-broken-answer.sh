#!/usr/bin/env bash
# @continuedev/cli 1.5.47: a call whose answer broke off is run, together with the calls of the answer that was asked for in its place, as one
# answer of one request.
#
# A good guess says: an answer whose stream broke is thrown away before it is asked for again, and its calls with it, since nobody knows whether it was
# whole; or it stays as an answer of its own, marked.
#
# True is: pieces of the second attempt go on where the first one stopped. The session has one answer: both texts glued without a space, the
# call of each attempt, one usage, that of the second. Both commands were run; a file that both append to has two lines. Nothing tells.
#
# Why it matters: a model that makes the same call again after a broken connection, as models do, has it done twice: twice the row, twice the
# push. The transcript says that it called for both at once, and how often a request was retried cannot be read from it.
#
# Real program, clean home, made-up key, scripted server on the loopback. Needs Node 20 or newer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @continuedev/cli@1.5.47

cat >server.mjs <<'JS'
// Answers requests that offer the Bash tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"Bash"');
  const turn = isMain ? (turns[asked++] ?? { text: "Over." }) : { text: "Scripted." };
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choices, more = {}) =>
    response.write(`data: ${JSON.stringify({ id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", choices, ...more })}\n\n`);
  send([{ index: 0, delta: { role: "assistant", content: turn.text }, finish_reason: null }]);
  const tool_calls = (turn.calls ?? []).map((given, index) => {
    return { index, id: `call_${asked}_${index}`, type: "function", function: { name: "Bash", arguments: given } };
  });
  if (tool_calls.length > 0) send([{ index: 0, delta: { tool_calls }, finish_reason: null }]);
  if (turn.breaks) return setTimeout(() => response.destroy(), 200);
  send([{ index: 0, delta: {}, finish_reason: tool_calls.length > 0 ? "tool_calls" : "stop" }]);
  send([], { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS
call='"{\"command\":\"echo counted >> counts; wc -l < counts\"}"'
turns="[{\"text\":\"I count.\",\"calls\":[$call],\"breaks\":true},{\"text\":\"Counting.\",\"calls\":[$call]},{\"text\":\"Done.\"}]"
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cat >config.yaml <<YAML
name: loopback
version: 1.0.0
schema: v1
models:
  - { name: scripted, provider: openai, model: scripted, apiBase: "$url/v1", apiKey: made-up, roles: [chat] }
YAML
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 CONTINUE_TELEMETRY_ENABLED=0 \
  timeout 120 ../node_modules/.bin/cn -p --auto --config ../config.yaml "Count the beds." </dev/null >/dev/null 2>&1)

cat >read.mjs <<'JS'
import { readFileSync, readdirSync } from "node:fs";
const root = "home/.continue/sessions";
const text = readFileSync(`${root}/${readdirSync(root).find((name) => name !== "sessions.json")}`, "utf8");
for (const { message, toolCallStates = [] } of JSON.parse(text).history) {
  const states = toolCallStates.map(({ toolCallId, status }) => `${toolCallId} ${status}`);
  console.log([message.role, `“${message.content}”`, message.usage?.prompt_tokens, ...states].filter((part) => part !== undefined).join(", "));
}
console.log(`the file has ${readFileSync("work/counts", "utf8").trim().split("\n").length} lines`);
JS
node read.mjs | tee said
if [[ "$(cat said)" != 'user, “Count the beds.”
assistant, “I count.Counting.”, 100, call_1_0 done, call_2_0 done
assistant, “Done.”, 100
the file has 2 lines' ]]; then
  echo "This is not what was seen with 1.5.47: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @github/copilot 1.0.102: when a background agent has finished, the program writes a call in the model's name, and its result.
#
# A good guess says: an assistant.message with toolRequests is what a model answered, so calls can be counted there, and each answer
# belongs to a request.
#
# True is: between two requests an assistant.message with empty content and a call of read_agent appears, with a start and a
# result, that no model gave: it has no model, no turnId and no apiCallId, and no usage stands before it. The next request is sent
# with it as history.
#
# Why it matters: calls and answers are more than the model made, tools seem used that it never chose, and who trains on or grades
# such sessions credits the model with them.
#
# Real program, clean home, made-up key, scripted server on the loopback: the model calls one tool, once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @github/copilot@1.0.102

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"bash"');
  const turn = isMain ? turns[asked++] : { text: "Scripted." };
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choice, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [] })}\n\n`);
  };
  send({ delta: { role: "assistant", content: turn.text } });
  if (turn.given) {
    const call = { name: turn.tool, arguments: turn.given };
    send({ delta: { tool_calls: [{ index: 0, id: `call_${asked}`, type: "function", function: call }] } });
  }
  if (turn.breaks) return setTimeout(() => response.destroy(), 3000);
  send({ delta: {}, finish_reason: turn.ends ?? (turn.given ? "tool_calls" : "stop") });
  send(undefined, { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"I delegate.","tool":"task","given":"{\"description\":\"Dig\",\"prompt\":\"Dig.\",\"agent_type\":\"task\",\"name\":\"digger\",\"mode\":\"background\"}"},{"text":"Two."},{"text":"Three."},{"text":"Four."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
copilot() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    COPILOT_PROVIDER_TYPE=openai COPILOT_PROVIDER_BASE_URL="$url/v1" COPILOT_PROVIDER_API_KEY=made-up COPILOT_MODEL=scripted \
    COPILOT_OFFLINE=true COPILOT_AUTO_UPDATE=false \
    timeout 60 ../node_modules/.bin/copilot --allow-all-tools --output-format json "$@" </dev/null 2>/dev/null
}
(cd work && copilot --prompt "Delegate." >../printed)
session=$(find home/.copilot/session-state -name events.jsonl)
node -e '
const lines = require("fs").readFileSync(process.argv[1], "utf8").trim().split("\n").map((line) => JSON.parse(line));
const of = (type) => lines.filter((line) => line.type === type);
const answers = of("assistant.message");
const called = answers.flatMap(({ data }) => data.toolRequests.map(({ name }) => name));
const without = answers.filter(({ data }) => !data.model && !data.turnId && !data.apiCallId);
console.log(`requests ${of("session.usage_record").length}, answers ${answers.length}, without a model ${without.length}, calls: ${called}`);
' "$session" >said
seen="$(cat said)"
echo "$seen"
if [[ "$seen" != 'requests 4, answers 5, without a model 1, calls: task,read_agent' ]]; then
  echo "This is not what was seen with 1.0.102: the finding no longer holds."
  exit 1
fi

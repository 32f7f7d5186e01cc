#!/usr/bin/env bash
# @mariozechner/pi-coding-agent 0.73.1: the result of a call that was done is lost when the program ends while another call of the
# same answer runs, also by Ctrl-C.
#
# A good guess says: a result is written when its tool is done, so in a session that was stopped the calls without a result are
# those that were running.
#
# True is: calls of one answer run at the same time, and none of their results is written before the slowest is done. Two seconds after
# the first had ended (standard output has its tool_execution_end) SIGINT leaves a file with two open calls. Nothing says that the
# session was stopped; the next prompt simply follows.
#
# Why it matters: of the open calls in such a file some have succeeded, and their effects are there; only standard output tells
# which. A reader that shows them as interrupted is wrong, and so is an agent that does them again.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @mariozechner/pi-coding-agent@0.73.1

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
  for (const [index, command] of (turn.commands ?? []).entries()) {
    const call = { name: "bash", arguments: JSON.stringify({ command }) };
    send({ delta: { tool_calls: [{ index, id: `call_${asked}_${index}`, type: "function", function: call }] } });
  }
  send({ delta: {}, finish_reason: turn.ends ?? (turn.commands ? "tool_calls" : "stop") });
  send(undefined, { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"Two.","commands":["echo quick >made; cat made","sleep 2; touch running; sleep 20"]}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir -p home/.pi/agent
cat >home/.pi/agent/models.json <<JSON
{ "providers": { "loopback": { "baseUrl": "$url/v1", "api": "openai-completions", "apiKey": "made-up", "models": [
  { "id": "scripted", "name": "scripted", "input": ["text"], "contextWindow": 100000, "maxTokens": 8000 } ] } } }
JSON
pi() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 PI_OFFLINE=1 \
    ../node_modules/.bin/pi --provider loopback --model scripted --mode json --print "$@" </dev/null 2>/dev/null
}
cd work
set -m
pi "Do two things." >../printed &
agent=$!
set +m
for _ in {1..300}; do [[ -e running ]] && break || sleep 0.1; done
kill -INT -- "-$agent"
wait "$agent" 2>/dev/null || true
cd ..
session=$(find home/.pi/agent/sessions -name '*.jsonl')
seen="done $(ls work | grep -c made), told $(grep -c '"type":"tool_execution_end"' printed), calls kept $(grep -o '"type":"toolCall"' "$session" | wc -l)"
seen+=", results kept $(grep -c '"role":"toolResult"' "$session" || true), words on the end $(grep -cE 'abort|interrupt' "$session" || true)"
echo "$seen"
if [[ "$seen" != 'done 1, told 1, calls kept 2, results kept 0, words on the end 0' ]]; then
  echo "This is not what was seen with 0.73.1: the finding no longer holds."
  exit 1
fi

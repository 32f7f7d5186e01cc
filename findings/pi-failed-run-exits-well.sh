#!/usr/bin/env bash
# @mariozechner/pi-coding-agent 0.73.1: a run whose only request was refused has exit status 0 with --mode json, and 1 without.
#
# A good guess says: --mode changes how a run is printed and not how it ends; a run that got no answer has failed, whatever its form.
#
# True is: for the same refusal of the server the printed events end in agent_end like those of a good run, and the exit status is 0. With
# --mode text the same run ends with status 1. The one sign in the events is stopReason "error" on a message without content.
#
# Why it matters: programs that drive the agent read JSON and look at the status, as they may with other agents. Each failed run is a
# success to them, and the answer is empty.
#
# Real program, clean home, made-up key, scripted server on the loopback. The server refuses every request (400).
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
  if (turn === undefined) return response.writeHead(400).end(JSON.stringify({ error: { message: "No such model." } }));
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choice, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [] })}\n\n`);
  };
  send({ delta: { role: "assistant", content: turn.text } });
  if (turn.given) {
    const call = { name: "bash", arguments: turn.given };
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

turns='[]'
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
    timeout 60 ../node_modules/.bin/pi --provider loopback --model scripted --mode json --print "$@" </dev/null 2>/dev/null
}
json=0
(cd work && pi "Call." >../printed) || json=$?
text=0
(cd work && pi --mode text "Call." >../plain) || text=$?
last=$(tail -1 printed | grep -o '^{"type":"[a-z_]*"')
seen="json $json, text $text; last $last; $(grep -o '"stopReason":"[a-z]*"' printed | sort -u | paste -sd ' ')"
echo "$seen"
if [[ "$seen" != 'json 0, text 1; last {"type":"agent_end"; "stopReason":"error"' ]]; then
  echo "This is not what was seen with 0.73.1: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @mariozechner/pi-coding-agent 0.73.1: a command that the limit of tokens cut in its middle is mended to whole JSON and run, and the
# session file holds the mended arguments.
#
# A good guess says: arguments that end in mid-string do not parse, so the call is refused and a transcript shows a failed call; or, if
# nothing else, the file keeps what the model wrote.
#
# True is: the missing quote and brace are added, the call is run with what had come, and its result is a success. The file has
# well-formed arguments that the model did not give; only stopReason "length" on the message tells.
#
# Why it matters: "what did the model ask for" cannot be read from the arguments alone. A command that was to go on behind the cut
# (`… && next`, a path, a flag) stands in the log as a whole one that was run as it stands.
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

turns='[{"text":"I call.","given":"{\"command\": \"echo only the first ha","ends":"length"},{"text":"Done."}]'
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
(cd work && pi "Call." >../printed)
session=$(find home/.pi/agent/sessions -name '*.jsonl')
arguments=$(grep -o '"arguments":{[^}]*}' "$session")
result=$(grep '"role":"toolResult"' "$session" | grep -o '"text":"[^"]*"\|"isError":[a-z]*' | tr '\n' ' ')
seen="$arguments $result$(grep -o '"stopReason":"length"' "$session")"
echo "$seen"
if [[ "$seen" != '"arguments":{"command":"echo only the first ha"} "text":"only the first ha\n" "isError":false "stopReason":"length"' ]]; then
  echo "This is not what was seen with 0.73.1: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @qwen-code/qwen-code 0.24.4: of a run with structured output the session has the call that gave it, and in the place of its arguments a
# word that they were taken out.
#
# A good guess says: a session holds what calls were given, as it does for every other tool; what a run answered can be read there.
#
# True is: a run with --json-schema ends with a call of "structured_output", whose arguments are the answer. Session and its telemetry have
# {"__redacted":"structured_output payload (see stdout result)"} instead; the answer itself is printed, and stands in no file.
#
# Why it matters: whoever keeps sessions and not the output of runs has lost the answer of each such run; a reader that shows a call's
# arguments shows words that no model gave. A session that is resumed tells the model that it said so.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @qwen-code/qwen-code@0.24.4

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
  const turn = body.includes('"run_shell_command"') ? turns[asked++] : { text: "Scripted." };
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choice, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [] })}\n\n`);
  };
  send({ delta: { role: "assistant", content: turn.text } });
  if (turn.call) {
    const call = { name: turn.tool ?? "run_shell_command", arguments: JSON.stringify(turn.call) };
    send({ delta: { tool_calls: [{ index: 0, id: `call_${asked}`, type: "function", function: call }] } });
  }
  send({ delta: {}, finish_reason: turn.ends ?? (turn.call ? "tool_calls" : "stop") });
  const prompt_tokens_details = { cached_tokens: 40 };
  send(undefined, { usage: { prompt_tokens: 100 + asked, completion_tokens: 10, total_tokens: 110 + asked, prompt_tokens_details } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"I count.","tool":"structured_output","call":{"beds":4217}}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.qwen
echo '{"security":{"auth":{"selectedType":"openai"}},"privacy":{"usageStatisticsEnabled":false}}' >home/.qwen/settings.json
qwen() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 OPENAI_API_KEY=made-up OPENAI_BASE_URL="$url/v1" \
    OPENAI_MODEL=scripted timeout 60 ../node_modules/.bin/qwen --output-format stream-json --yolo "$@" </dev/null 2>/dev/null
}
schema='{"type":"object","properties":{"beds":{"type":"number"}},"required":["beds"]}'
(cd work && qwen --json-schema "$schema" --prompt "How many beds?" >../printed)
session=$(find home/.qwen/projects -path '*/chats/*.jsonl')
args=$(grep -o '"name":"structured_output","args":{[^}]*}' "$session")
seen="printed $(grep -c 4217 printed) lines with the answer, files $({ find home/.qwen -type f -exec grep -l 4217 {} + || true; } | wc -l); session $args"
echo "$seen"
if [[ "$seen" != 'printed 2 lines with the answer, files 0; session "name":"structured_output","args":{"__redacted":"structured_output payload (see stdout result)"}' ]]; then
  echo "This is not what was seen with 0.24.4: the finding no longer holds."
  exit 1
fi

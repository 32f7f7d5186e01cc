#!/usr/bin/env bash
# opencode-ai 1.18.33: a fork's session says that it took the tokens of its parent, and nothing in it names the parent.
#
# A good guess says: a session's `tokens` are what was taken in it, so those of two sessions can be added up; and a fork names the
# session that it comes from, as a sub-agent's session does (parentID).
#
# True is: the copied messages have new ids and their old tokens, and the fork's sum has them in it. There is no member with the parent's id;
# the title ends in "(fork #1)", and the copied messages are older than the session. Only that tells them from its own.
#
# Why it matters: each fork of a long session costs that session once more in every statistic made of sessions, and a search finds each
# message as often as it was forked.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund opencode-ai@1.18.33

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

turns='[{"text":"Roses."},{"text":"Weeds."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir -p home/.config/opencode
cat >home/.config/opencode/opencode.json <<JSON
{ "model": "loopback/scripted", "small_model": "loopback/scripted", "autoupdate": false, "share": "disabled",
  "permission": { "bash": "allow" },
  "provider": { "loopback": { "npm": "@ai-sdk/openai-compatible", "options": { "baseURL": "$url/v1", "apiKey": "made-up" },
    "models": { "scripted": { "name": "scripted", "tool_call": true, "limit": { "context": 100000, "output": 8000 } } } } } }
JSON
opencode() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    OPENCODE_DISABLE_MODELS_FETCH=1 OPENCODE_DISABLE_AUTOUPDATE=1 \
    timeout 120 ../node_modules/.bin/opencode "$@" </dev/null 2>/dev/null
}
idOf() { grep -o '"sessionID":"[^"]*"' "$1" | head -1 | cut -d '"' -f 4; }
(cd work && opencode run --format json "Grows?" >../first)
(cd work && opencode run --format json --session "$(idOf ../first)" --fork "Below?" >../second)
for name in first second; do (cd work && opencode export "$(idOf ../$name)" >../$name.json); done
node -e '
const read = (name) => JSON.parse(require("fs").readFileSync(name, "utf8"));
const [parent, fork] = [read("first.json"), read("second.json")];
const input = ({ info }) => info.tokens.input;
const older = fork.messages.filter(({ info }) => info.time.created < fork.info.time.created);
const ids = new Set(parent.messages.map(({ info }) => info.id));
console.log(`tokens of the parent ${input(parent)}, of the fork ${input(fork)}; copies ${older.length}, with old ids ${older.filter(({ info }) => ids.has(info.id)).length}`);
console.log(`the parent is named ${JSON.stringify(fork).includes(parent.info.id)}, title ${/fork #1/.test(fork.info.title)}`);
' >said
seen="$(paste -sd ';' said)"
echo "$seen"
if [[ "$seen" != 'tokens of the parent 100, of the fork 200; copies 2, with old ids 0;the parent is named false, title true' ]]; then
  echo "This is not what was seen with 1.18.33: the finding no longer holds."
  exit 1
fi

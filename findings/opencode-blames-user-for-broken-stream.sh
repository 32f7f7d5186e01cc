#!/usr/bin/env bash
# opencode-ai 1.18.33: when the connection to the model breaks while a command runs, the transcript says that the user aborted it.
#
# A good guess says: a broken stream is an error of the request, which is told; calls that the answer had made are kept as made, or
# are taken back; and "User aborted the command" means that a person did.
#
# True is: the running command is ended and stored as completed, exit null, with the words "User aborted the command" in its output. The
# text before it becomes empty. The request is made again in silence, and the retry's text and calls stand in the same message
# behind it. There is no error anywhere, and one step has two beginnings and one end.
#
# Why it matters: what a person did cannot be told from what a network did; commands that a retry repeats have run twice, the first
# time perhaps in part; and a reader that pairs step-start and step-finish is off by one.
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

turns='[{"text":"I wait.","given":"{\"command\":\"touch begun; sleep 10; touch ended\",\"description\":\"Wait\"}","breaks":true},{"text":"Again."},{"text":"Done."}]'
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
(cd work && opencode run --format json "Wait." >../printed)
id=$(grep -o '"sessionID":"[^"]*"' printed | head -1 | cut -d '"' -f 4)
(cd work && opencode export "$id" >../session.json)
node -e '
const { messages } = JSON.parse(require("fs").readFileSync("session.json", "utf8"));
const answer = messages.find(({ info }) => info.role === "assistant");
const { state } = answer.parts.find(({ type }) => type === "tool");
const of = (kind) => answer.parts.filter(({ type }) => type === kind);
const blamed = /User aborted the command/.test(state.output);
console.log(`status ${state.status}, exit ${state.metadata.exit}, blames the user ${blamed}, error ${answer.info.error ?? "none"}`);
console.log(`texts ${JSON.stringify(of("text").map(({ text }) => text))}, steps begun ${of("step-start").length}, ended ${of("step-finish").length}`);
' >said
seen="$(paste -sd ';' said); files: $(ls work)"
echo "$seen"
if [[ "$seen" != 'status completed, exit null, blames the user true, error none;texts ["","Again."], steps begun 2, ended 1; files: begun' ]]; then
  echo "This is not what was seen with 1.18.33: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @xai-official/grok 1.0.41: of one turn the session says 203 tokens of input, and standard output 123: there the cached ones are left out.
#
# A good guess says: a program counts tokens in one way; "input" of its session is that of its output, under whatever spelling.
#
# True is: `inputTokens` in the session's updates holds what came from the cache (as the server's `prompt_tokens` do), `input_tokens` on standard
# output does not. The total beside both is the same, with the cache in it, so that on standard output input and output do not sum up to it.
#
# Why it matters: prices are of input with or without the cache; whoever reads both as one counts cached tokens twice or not at all. Only the
# total tells which of the two it is.
#
# Real program, clean home, made-up key, scripted server on the loopback: requests of 101 and 102 tokens, 40 of each from the cache, 10 of output.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @xai-official/grok@1.0.41

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
  const turn = body.includes('"run_terminal_command"') ? turns[asked++] : { text: "Scripted." };
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choice, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [] })}\n\n`);
  };
  send({ delta: { role: "assistant", content: turn.text } });
  if (turn.call) {
    const call = { name: turn.tool ?? "run_terminal_command", arguments: JSON.stringify(turn.call) };
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

turns='[{"text":"One.","call":{"command":"echo one","description":"one"}},{"text":"Done."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.grok
cat >home/.grok/config.toml <<TOML
[models]
default = "scripted"
[model.scripted]
model = "scripted"
name = "scripted"
base_url = "$url/v1"
api_key = "made-up"
api_backend = "chat_completions"
TOML
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 XAI_API_KEY=made-up GROK_BASE_URL="$url/v1" \
  timeout 60 ../node_modules/.bin/grok -p "Begin." --always-approve --output-format streaming-json -m scripted </dev/null >../printed 2>/dev/null) || true
session=$(find home/.grok/sessions -name updates.jsonl)
node -e '
const { readFileSync } = require("fs");
const [session, printed] = process.argv.slice(1).map((name) => readFileSync(name, "utf8").trim().split("\n").map((line) => JSON.parse(line)));
const kept = session.map(({ params }) => params.update).find(({ sessionUpdate }) => sessionUpdate === "turn_completed").usage;
const told = printed.find(({ type }) => type === "end").usage;
console.log(`session ${kept.inputTokens} + ${kept.outputTokens}, cached ${kept.cachedReadTokens}, total ${kept.totalTokens}; printed ${told.input_tokens} + ${told.output_tokens}, cached ${told.cache_read_input_tokens}, total ${told.total_tokens}`);
' "$session" printed >said
seen="$(cat said)"
echo "$seen"
if [[ "$seen" != 'session 203 + 20, cached 80, total 223; printed 123 + 20, cached 80, total 223' ]]; then
  echo "This is not what was seen with 1.0.41: the finding no longer holds."
  exit 1
fi

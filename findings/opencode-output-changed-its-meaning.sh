#!/usr/bin/env bash
# opencode-ai 1.2.27 and 1.18.33: of one answer the older version stores an output of 51 tokens beside a reasoning of 20, the newer one of 31.
#
# A good guess says: `tokens.output` means the same in all sessions of one program, so either reasoning is part of it or it is not; the
# members' names and places did not change, and neither did the export's form.
#
# True is: up to 1.2 the output is what the server calls completion tokens, reasoning and all, and since 1.15 it is the rest. Nothing
# else in the record changes. Only `total`, which is the same in both, tells them apart: it is input, cache and output, with or
# without the reasoning.
#
# Why it matters: whoever adds up output and reasoning counts reasoning twice in old sessions, and who does not loses it in new ones. A
# database that was in use through the update holds both.
#
# Real programs, clean homes, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >server.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const server = createServer(async (request, response) => {
  for await (const _ of request);
  if (!request.url.endsWith("/chat/completions")) return response.writeHead(404).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (more) =>
    response.write(`data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 1, model: "scripted", ...more })}\n\n`);
  const delta = (delta, finish_reason = null) => send({ choices: [{ index: 0, delta, finish_reason }] });
  delta({ role: "assistant", reasoning_content: "A greeting." });
  delta({ content: "Hello." });
  delta({}, "stop");
  const details = { prompt_tokens_details: { cached_tokens: 200 }, completion_tokens_details: { reasoning_tokens: 20 } };
  send({ choices: [], usage: { prompt_tokens: 1001, completion_tokens: 51, total_tokens: 1052, ...details } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"

cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const events = readFileSync(0, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const { input, output, reasoning, cache, total } = events.find(({ type }) => type === "step_finish").part.tokens;
console.log(`input ${input} cache ${cache.read} output ${output} reasoning ${reasoning} total ${total}`);
JS
tokens() {
  mkdir -p "$1/work" "$1/home/.config/opencode"
  (cd "$1" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund "opencode-ai@$1")
  cat >"$1/home/.config/opencode/opencode.json" <<JSON
{ "model": "loopback/scripted", "small_model": "loopback/scripted", "autoupdate": false, "provider": { "loopback": {
  "npm": "@ai-sdk/openai-compatible", "options": { "baseURL": "$url/v1", "apiKey": "made-up" },
  "models": { "scripted": { "name": "scripted", "reasoning": true, "limit": { "context": 100000, "output": 8000 } } } } } }
JSON
  cd "$1/work"
  env -i HOME="$folder/$1/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    OPENCODE_DISABLE_MODELS_FETCH=1 OPENCODE_DISABLE_AUTOUPDATE=1 \
    ../node_modules/.bin/opencode run --format json "Say hello." </dev/null 2>/dev/null
}
seen=$(for version in 1.2.27 1.18.33; do echo "$version: $(tokens "$version" | node read.mjs)"; done)
echo "$seen"
if [[ "$seen" != '1.2.27: input 801 cache 200 output 51 reasoning 20 total 1052
1.18.33: input 801 cache 200 output 31 reasoning 20 total 1052' ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @xai-official/grok 1.0.41: a command that is running has exit code 0, and one that failed is "completed".
#
# A good guess says: an exit code is there once a command has ended, or is null before; a call whose command ended with 3 has failed, as the Agent
# Client Protocol has a status for that.
#
# True is: updates with status "in_progress" have `rawOutput.exit_code` 0 from the first one on, while the command sleeps. The last one has the
# code, 3, and status "completed". In the session only the last one is kept; its events say "error" of the same call.
#
# Why it matters: whoever takes an exit code for the sign that a command has ended takes running ones for done, and well; who counts failures by status
# finds none.
#
# Real program, clean home, made-up key, scripted server on the loopback.
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

turns='[{"text":"One.","call":{"command":"echo one; sleep 2; exit 3","description":"one"}},{"text":"Done."}]'
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
events=$(find home/.grok/sessions -name events.jsonl)
codes=$(grep '"exit_code"' printed | sed -E 's/.*"status":"([a-z_]+)".*"exit_code":([0-9-]+).*/\1 \2/' | uniq | paste -sd ',')
kept=$(grep -o '"exit_code":[0-9]*' "$session" | paste -sd ' ')
seen="printed ${codes}; session $(grep -o '"status":"[a-z]*"' "$session" | paste -sd ' ') ${kept}; events $(grep -o '"outcome":"[a-z]*"' "$events" | head -1)"
echo "$seen"
if [[ "$seen" != 'printed in_progress 0,completed 3; session "status":"completed" "exit_code":3; events "outcome":"error"' ]]; then
  echo "This is not what was seen with 1.0.41: the finding no longer holds."
  exit 1
fi

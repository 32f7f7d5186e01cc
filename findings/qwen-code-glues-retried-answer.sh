#!/usr/bin/env bash
# @qwen-code/qwen-code 0.24.4: an answer whose stream broke and the answer of its retry are one text, glued without a space.
#
# A good guess says: a retry takes the place of what it retries, or stands behind it as an answer of its own.
#
# True is: the text that had come is kept and the retry's text is put right behind it, in the session file and on standard output.
# The one line has the usage of the retry. Only standard error says "preserving delivered text".
#
# Why it matters: half a sentence and a whole one stand in one part ("Half of anA whole answer."), which no reader can take apart
# again; searches for words at the seam fail, and tokens and text do not agree.
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
  const isMain = body.includes('"run_shell_command"');
  const turn = isMain ? turns[asked++] : { text: "Scripted." };
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choice, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [] })}\n\n`);
  };
  send({ delta: { role: "assistant", content: turn.text } });
  if (!turn.breaks) {
    if (turn.call) {
      const call = { name: "run_shell_command", arguments: JSON.stringify(turn.call) };
      send({ delta: { tool_calls: [{ index: 0, id: `call_${asked}`, type: "function", function: call }] } });
    }
    send({ delta: {}, finish_reason: turn.call ? "tool_calls" : "stop" });
    send(undefined, { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
    response.write("data: [DONE]\n\n");
  }
  if (turn.breaks) return setTimeout(() => response.destroy(), 200);
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"Half of an","breaks":true},{"text":"A whole answer."},{"text":"Nothing more."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.qwen
echo '{"security":{"auth":{"selectedType":"openai"}},"privacy":{"usageStatisticsEnabled":false}}' >home/.qwen/settings.json
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 OPENAI_API_KEY=made-up OPENAI_BASE_URL="$url/v1" \
  OPENAI_MODEL=scripted timeout 60 ../node_modules/.bin/qwen --output-format stream-json --yolo --prompt "Talk." \
  </dev/null >../printed 2>/dev/null) || true

session=$(find home/.qwen/projects -path '*/chats/*.jsonl')
seen="kept $(grep '"type":"assistant"' "$session" | grep -c 'Half of anA whole answer\.'), printed $(grep '"type":"assistant"' printed | grep -c 'Half of anA whole answer\.')"
echo "lines with both answers in one: $seen"
if [[ "$seen" != "kept 1, printed 1" ]]; then
  echo "This is not what was seen with 0.24.4: the finding no longer holds."
  exit 1
fi

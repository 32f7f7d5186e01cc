#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: a call that was running when the program was interrupted is not in the session file, and the exit
# status is 0.
#
# A good guess says: a session file that ends in a call without a result tells that the program was stopped there; and Ctrl-C
# gives another exit status than success.
#
# True is: calls are written into the answer's record only when they have a result. After SIGINT during a command the file ends in
# an answer with its tokens that looks finished; the command, which ran, is nowhere in it. Standard output has its tool_use. The
# exit status is 0.
#
# Why it matters: commands that changed things are missing from the record of a session, and an interrupted session cannot be told
# from one that ended well by its file.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @google/gemini-cli@0.61.0

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/streamGenerateContent/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"run_shell_command"');
  const turn = isMain ? turns[asked++] : { text: "Scripted." };
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (part, more = {}) => {
    const candidate = { index: 0, content: { role: "model", parts: [part] }, ...more };
    const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 10, totalTokenCount: 110 };
    response.write(`data: ${JSON.stringify({ candidates: [candidate], ...(more.finishReason && { usageMetadata }) })}\n\n`);
  };
  send({ text: turn.text });
  if (turn.command) send({ functionCall: { name: "run_shell_command", args: { command: turn.command } } });
  send({ text: "" }, { finishReason: "STOP" });
  if (turn.breaks) return setTimeout(() => response.destroy(), 200);
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"I wait.","command":"touch running; sleep 20"}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.gemini
echo '{"security":{"auth":{"selectedType":"gemini-api-key"}},"privacy":{"usageStatisticsEnabled":false}}' >home/.gemini/settings.json
gemini() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    GEMINI_API_KEY=made-up GOOGLE_GEMINI_BASE_URL="$url" GEMINI_CLI_TRUST_WORKSPACE=true GEMINI_CLI_NO_RELAUNCH=true \
    ../node_modules/.bin/gemini --model gemini-2.5-pro --output-format stream-json --yolo "$@" </dev/null 2>/dev/null
}
cd work
set -m
gemini --prompt "Wait." >../printed &
agent=$!
set +m
for _ in {1..300}; do [[ -e running ]] && break || sleep 0.1; done
kill -INT -- "-$agent"
status=0
wait "$agent" || status=$?
cd ..
session=$(find home/.gemini/tmp -name 'session-*.jsonl')
kept=$(grep -c 'touch running' "$session" || true)
answers=$(grep -c '"I wait."' "$session" || true)
seen="status $status; the call printed $(grep -c '"type":"tool_use"' printed || true), kept $kept; the answer kept $answers"
echo "$seen"
if [[ "$seen" != "status 0; the call printed 1, kept 0; the answer kept 1" ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

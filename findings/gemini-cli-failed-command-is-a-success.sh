#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: a command that ends with exit code 3 is a success in the session file and on standard output, which tells the
# code only when the command printed nothing.
#
# A good guess says: a tool's result has a status, and that of a command which failed is an error, as that of a tool which is not there is; or
# the exit code is told beside it.
#
# True is: status is "success" in both. In the file the code stands in the prose that the model was given ("Exit Code: 3"), in no member. On
# standard output the result is what the command printed, and only of a silent one "Command exited with code: 3".
#
# Why it matters: a run whose tests failed again and again has no failed call. Who counts errors by the status finds tools that are not
# there and nothing of what went wrong; with standard output alone it cannot be found out.
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
  send({ text: "" }, { finishReason: turn.ends ?? "STOP" });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"One.","command":"echo broken; exit 3"},{"text":"Two.","command":"exit 3"},{"text":"Done."}]'
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
    ../node_modules/.bin/gemini --model gemini-2.5-pro --output-format stream-json --yolo "$@" </dev/null 2>>../complaints
}
(cd work && gemini --prompt "Begin." >../printed)
session=$(find home/.gemini/tmp -name 'session-*.jsonl')
told=$(grep '"type":"tool_result"' printed | grep -o '"status":"[a-z]*"\|"output":"[^"]*"' | paste -sd ' ')
kept=$(grep -o '"status":"[a-z]*"' "$session" | paste -sd ' ')
# In a member of its own, of whatever name; each code stands in two texts.
members=$({ grep -oiE '"exit_?code":' "$session" printed || true; } | wc -l)
seen="printed $told; session $kept, in prose $(grep -o 'Exit Code: 3' "$session" | wc -l) times, in members $members"
echo "$seen"
if [[ "$seen" != 'printed "status":"success" "output":"broken" "status":"success" "output":"Command exited with code: 3"; session "status":"success" "status":"success", in prose 4 times, in members 0' ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

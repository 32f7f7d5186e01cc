#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: through a pipe, a long line of stream-json is cut in its middle, everything behind it is missing, and
# the exit status is 0.
#
# A good guess says: what a program prints is the same in a file and in a pipe; a line may be long, but the last one is the result,
# and a run without one has failed.
#
# True is: a result's line holds the whole output of a command, here 2.7 MB. Redirected into a file, output has it and all lines behind
# it. Through a pipe (`gemini … | tee log`, or a parent that reads) it ends in the middle of that line: where, depends on how
# fast the reader is. The answer and the `result` line never come. The command ran, the model was asked again, and exit status is 0.
#
# Why it matters: most programs that drive an agent read it through a pipe. Its log then looks like that of a run that was killed, while
# the session's own file is whole; a reader must not take such an end for a crash, and a driver must not wait for `result`.
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
  if (turn?.refused) return response.writeHead(turn.refused).end('{"error":{"code":400,"message":"no","status":"INVALID_ARGUMENT"}}');
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
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"Much.","command":"seq 1 400000"},{"text":"Seen."},{"text":"Much.","command":"seq 1 400000"},{"text":"Seen."}]'
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
gemini --prompt "Count." | cat >../piped
status=${PIPESTATUS[0]}
gemini --prompt "Count." >../redirected
cd ..
ends() { if [[ -z "$(tail -c 1 "$1")" ]]; then echo "whole line"; else echo "torn line"; fi; }
results() { grep -c '"type":"result"' "$1" || true; }
echo "bytes: $(wc -c <piped) through the pipe, $(wc -c <redirected) in the file"
seen="pipe: status $status, $(ends piped), results $(results piped); file: $(ends redirected), results $(results redirected)"
echo "$seen"
if [[ "$seen" != 'pipe: status 0, torn line, results 0; file: whole line, results 1' ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: the next start in a folder deletes the file of a session whose only prompt failed.
#
# A good guess says: a session's file stays until its age or a clean-up of one's own removes it; a failed session is the one that one
# wants to look at.
#
# True is: when the server refuses the first prompt, a patch takes the prompt out of the file again, and the next start of the
# program in that folder, with another prompt and without any question, deletes the file. What was asked, and that it failed, is
# then nowhere below the home folder. Retention is at its default, and the file was seconds old.
#
# Why it matters: failures are missing from whatever is collected from these folders afterwards; a tool that follows a session's
# file sees it vanish; and counts of sessions are counts of those that worked.
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

turns='[{"refused":400},{"text":"Fine."}]'
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
gemini --prompt "The first question." >/dev/null || true
cd ..
failed=$(find home/.gemini/tmp -name 'session-*.jsonl')
before=$(grep -c '"The first question."' "$failed" || true)
(cd work && gemini --prompt "Another one." >/dev/null)
there=$([[ -e "$failed" ]] && echo "there" || echo "gone")
elsewhere=$( (grep -rl "The first question" home || true) | wc -l)
seen="lines with the question before: $before; the file after the next start: $there; files with the question: $elsewhere"
echo "$seen"
if [[ "$seen" != 'lines with the question before: 1; the file after the next start: gone; files with the question: 0' ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: a resume leaves a second file of the session that holds nothing, and is the newer one by its name.
#
# A good guess says: a session is one file, named for the minute in which it began, and a resume appends to it; or a resume begins a new
# file, which holds what follows.
#
# True is: the start makes a file for the minute of the resume with the id of the session that it is about to resume, a header and the program's context.
# Then it goes over to the old file and writes everything there. The new one stays as it was. (In the minute in which the session began both names are one.)
#
# Why it matters: the file names end in the session's id, so the newest of a session seems to be the one to open: it has no prompt, no
# answer and no token. Who counts sessions by files counts each resume as one.
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

turns='[{"text":"I look.","command":"echo one"},{"text":"That was one."},{"text":"Again."}]'
mkdir home project
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
cd project
gemini --prompt "Look." >/dev/null
minute=$(date +%M)
while [[ $(date +%M) == "$minute" ]]; do sleep 1; done
gemini --resume latest --prompt "Again?" >/dev/null
cd ..
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const told = process.argv.slice(2).sort().map((name) => {
  const records = readFileSync(name, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const prompts = records.filter(({ type, content }) => type === "user" && /\?|Look/.test(JSON.stringify(content))).length;
  return { id: records[0].sessionId, said: prompts > 0, again: readFileSync(name, "utf8").includes("Again?") };
});
const ids = new Set(told.map(({ id }) => id)).size;
console.log(`${told.length} files, ${ids} id; ${told.map(({ said, again }) => `said ${said}, Again? ${again}`).join("; ")}`);
JS
seen=$(node read.mjs home/.gemini/tmp/project/chats/*.jsonl)
echo "$seen"
if [[ "$seen" != "2 files, 1 id; said true, Again? true; said false, Again? false" ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: a resume writes the whole conversation into the session file again: same ids, new times, and answers
# without tokens, model and calls.
#
# A good guess says: a resume appends what is new; or, where a record is written again under its id, the last version is the one
# that counts.
#
# True is: the file gets a second header in its middle, a list with the context alone, and a list of all earlier records.
# Their ids are the old ones, their times those of the resume, and what an answer cost, what model gave it and which tools it called
# are gone (a call is a functionCall part now, its result a user's record `<id>_response`).
#
# Why it matters: who lets the last version win loses the tokens of every turn before the resume, moves these turns in time, and
# takes results for prompts. Who adds all versions up counts prompts twice.
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
gemini --prompt "Look." >/dev/null
gemini --resume latest --prompt "Again?" >/dev/null
cd ..
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const records = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line));
const first = records.findLast(({ type, content, tokens }) => type === "gemini" && content === "I look." && tokens);
const lists = records.map(({ $set }) => $set?.messages ?? []);
const again = lists.flat().find(({ id }) => id === first.id);
const responses = lists.flat().filter(({ id, type }) => type === "user" && id === `${first.id}_response`);
const members = ["tokens", "model", "toolCalls"].filter((name) => again[name] !== undefined);
console.log(`headers ${records.filter(({ sessionId }) => sessionId).length}, same time ${again.timestamp === first.timestamp}, still there: ${members.join() || "none"}, results as user records ${responses.length}`);
JS
seen=$(node read.mjs "$(find home/.gemini/tmp -name 'session-*.jsonl')")
echo "$seen"
if [[ "$seen" != "headers 2, same time false, still there: none, results as user records 1" ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

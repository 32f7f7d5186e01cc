#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: a conversation that was saved and is loaded again is said once more in the file, and loses its first question.
#
# A good guess says: /chat resume goes back to what was said when it was saved, as /rewind does: the file then lists the records of that
# time by their ids, and a later start goes on with all of them.
#
# True is: all of it is written anew, as records with new ids, the time of the loading, no tokens and no calls, and a list of these alone:
# by the file everything before was taken back and said again at once. The first of them holds the context and the first question in one.
# The next start takes it for the context, puts a new one in its place, and the question is gone from the file's list and from what
# the model gets; its answer stays.
#
# Why it matters: who reads the last list counts every prompt as new and finds no calls and no tokens for them, who counts records counts all
# twice, and after one more start the conversation begins with an answer.
#
# Real program in a terminal, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @google/gemini-cli@0.61.0

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool, keeps what they hold, and gives others a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += part;
  if (!/streamGenerateContent/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"run_shell_command"');
  if (isMain) writeFileSync(`asked-${++asked}.json`, body);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const parts = [{ text: isMain ? `Answer ${asked}.` : "Scripted." }];
  const candidates = [{ index: 0, content: { role: "model", parts }, finishReason: "STOP" }];
  const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 10, totalTokenCount: 110 };
  response.end(`data: ${JSON.stringify({ candidates, usageMetadata })}\n\n`);
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir home work
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.gemini
echo '{"security":{"auth":{"selectedType":"gemini-api-key"},"folderTrust":{"enabled":false}},"privacy":{"usageStatisticsEnabled":false},"general":{"disableAutoUpdate":true}}' >home/.gemini/settings.json
around=(HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 GEMINI_API_KEY=made-up
  GOOGLE_GEMINI_BASE_URL="$url" GEMINI_CLI_TRUST_WORKSPACE=true GEMINI_CLI_NO_RELAUNCH=true)
mkfifo typed
env -i "${around[@]}" TERM=xterm-256color \
  timeout 120 script -qfec "cd work; stty rows 50 cols 150; exec ../node_modules/.bin/gemini --model gemini-2.5-pro --yolo" /dev/null <typed >shown 2>/dev/null &
terminal=$!
exec 3>typed
# Waits until the terminal shows it, and a moment more.
shown() { for _ in {1..300}; do grep -aq "$1" shown && break; sleep 0.1; done; sleep 3; }
say() { printf '%s' "$1" >&3; sleep 1; printf '\r' >&3; }
# Enter again, as long as the program was not ready for it.
asked() { for _ in {1..10}; do for _ in {1..30}; do [[ -s asked-$1.json ]] && sleep 3 && return; sleep 0.1; done; printf '\r' >&3; done; }
shown "Type your message"
say "Name a host."
asked 1
say "And a port."
asked 2
say "/chat save a"
shown "saved with tag"
say "/chat resume a"
sleep 5
say "/quit"
sleep 2
exec 3>&-
wait $terminal || true
cd work
env -i "${around[@]}" ../node_modules/.bin/gemini --model gemini-2.5-pro --yolo --resume latest --prompt "And again?" </dev/null >/dev/null 2>&1
cd ..
cat >read.mjs <<'JS'
import { readFileSync, readdirSync } from "node:fs";
const chats = readdirSync("home/.gemini/tmp", { recursive: true }).filter((name) => /chats.*\.jsonl$/.test(name)).sort();
const records = chats.flatMap((name) =>
  readFileSync(`home/.gemini/tmp/${name}`, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line)),
);
const answers = records.filter(({ type, content }) => type === "gemini" && JSON.stringify(content).includes("Answer 1."));
const { contents } = JSON.parse(readFileSync("asked-3.json", "utf8"));
const told = contents.flatMap(({ role, parts }) => parts.map(({ text }) => `${role}: ${text}`));
const said = told.filter((text) => !text.includes("<session_context>"));
const ids = new Set(answers.map(({ id }) => id)).size;
console.log(`the first answer under ${ids} ids, with tokens under ${new Set(answers.flatMap(({ id, tokens }) => (tokens ? [id] : []))).size}; the model gets ${said.join(" | ")}`);
JS
seen=$(node read.mjs)
echo "$seen"
if [[ "$seen" != "the first answer under 2 ids, with tokens under 1; the model gets model: Answer 1. | user: And a port. | model: Answer 2. | user: And again?" ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: a question that begins with a slash or a question mark is asked and answered, and no longer there after a resume.
#
# A good guess says: what begins with a slash is a command, or (a path, say) an ordinary question; once the model has answered it, it is
# part of the session like any other, and a resume brings question and answer back.
#
# True is: a text that names no command goes to the model as it stands and is answered. The resume then lists all earlier records
# but such questions, since it takes each for a command that was never sent: their answers stay, with nothing before them, in the
# file and in what the model gets.
#
# Why it matters: the model goes on with answers to nobody's question, two of its turns in a row. Who reads the file by its last list counts
# more answers than prompts, and does not find what was asked; only the record in front of the list has it.
#
# Real program, clean home, made-up key, scripted server on the loopback.
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
echo '{"security":{"auth":{"selectedType":"gemini-api-key"}},"privacy":{"usageStatisticsEnabled":false}}' >home/.gemini/settings.json
gemini() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    GEMINI_API_KEY=made-up GOOGLE_GEMINI_BASE_URL="$url" GEMINI_CLI_TRUST_WORKSPACE=true GEMINI_CLI_NO_RELAUNCH=true \
    ../node_modules/.bin/gemini --model gemini-2.5-pro --output-format stream-json --yolo "$@" </dev/null 2>/dev/null
}
cd work
gemini --prompt "What is a host?" >/dev/null
gemini --resume latest --prompt "/etc/hosts: what is it for?" >/dev/null
gemini --resume latest --prompt "?: which operator is that?" >/dev/null
gemini --resume latest --prompt "And again?" >/dev/null
cd ..
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const { contents } = JSON.parse(readFileSync("asked-4.json", "utf8"));
const said = contents.flatMap(({ role, parts }) => parts.map(({ text }) => `${role}: ${text}`));
console.log(said.filter((text) => !text.includes("<session_context>")).join(" | "));
JS
seen=$(node read.mjs)
echo "$seen"
if [[ "$seen" != "user: What is a host? | model: Answer 1. | model: Answer 2. | model: Answer 3. | user: And again?" ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: nothing says of an answer that it was cut by the limit of tokens.
#
# A good guess says: the finish reason MAX_TOKENS is kept with the answer, or told when the run ends; other agents ask for the rest, mark
# the answer or fail.
#
# True is: the session file has no finish reason, of this answer or of any. Standard output says "success", the exit status is 0, and
# standard error is silent. But for their words the file and the output of a whole answer and of a cut one are the same.
#
# Why it matters: long answers, files and plans that end in mid-sentence stand in transcripts as whole ones. Whether an answer is
# complete cannot be read from a session of this program, so no reader and no statistic can say it.
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

turns='[{"text":"First I open the file and the","ends":"MAX_TOKENS"},{"text":"First I open the file and read."}]'
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
cd work
for name in cut whole; do
  gemini --prompt "Begin." >"../$name-printed" && echo "$name: exit status 0"
  cat $(find ../home/.gemini/tmp -name 'session-*.jsonl') >"../$name-session"
  find ../home/.gemini/tmp -name 'session-*.jsonl' -delete
done >../statuses
cd ..
node -e '
const { readFileSync } = require("fs");
// What tells runs apart in any case: ids, times, durations, the words of the answer.
const shape = (name) => readFileSync(name, "utf8").split("\n").filter((line) => line !== "").map((line) => {
  return JSON.stringify(JSON.parse(line, (key, value) => (/^(id|uuid|session_?id|projectHash|timestamp|startTime|lastUpdated|duration.*)$/i.test(key) ? "" : typeof value === "string" && /First I open/.test(value) ? "words" : value)));
}).join("\n");
for (const name of ["printed", "session"]) {
  console.log(`${name}: cut and whole are the same ${shape(`cut-${name}`) === shape(`whole-${name}`)}`);
}
const stored = readFileSync("cut-session", "utf8") + readFileSync("cut-printed", "utf8");
console.log(`a reason is named ${/MAX_TOKENS|finish|trunc|"length"|limit/i.test(stored)}, an error ${/"error"/.test(stored)}`);
' >said
seen="$(cat statuses said | paste -sd ';')"
echo "$seen"
if [[ "$seen" != 'cut: exit status 0;whole: exit status 0;printed: cut and whole are the same true;session: cut and whole are the same true;a reason is named false, an error false' ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

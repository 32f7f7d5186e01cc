#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: why a hook does not let an answer be the last is stored as the user's next prompt, and displayed as the prompt before
# it once more; standard output tells it as an error of a run that is a success.
#
# A good guess says: what a hook says to the model is marked as a hook's, as what another hook adds to a prompt is (`<hook_context>`), or
# stands in the session as a note of the program.
#
# True is: the session has a record of type "user" with the hook's reason as its content. Its `displayContent`, which else holds what a person typed, is
# the question that had been answered. On standard output no message of a user comes, but a line of type "error" ("Agent
# execution blocked: …"), and the result says "success".
#
# Why it matters: one prompt is two in every count of what a person asked, and whoever shows what was typed shows the same question twice, where
# the model was told something else. Who looks for errors finds one in each run that a hook has made better.
#
# Real program, clean home, made-up key, scripted server on the loopback. The hook asks for more once.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @google/gemini-cli@0.61.0

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = ["Three beds.", "Three beds of roses."];
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/streamGenerateContent/.test(request.url)) return response.writeHead(404).end("{}");
  const text = body.includes('"run_shell_command"') ? (turns[asked++] ?? "Over.") : "Scripted.";
  response.writeHead(200, { "content-type": "text/event-stream" });
  const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 10, totalTokenCount: 110 };
  const content = { role: "model", parts: [{ text }] };
  response.end(`data: ${JSON.stringify({ candidates: [{ index: 0, content, finishReason: "STOP" }], usageMetadata })}\n\n`);
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir -p home/.gemini work
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cat >hook.sh <<'SH'
if [ -e asked ]; then exit 0; fi
touch asked
echo '{"decision":"deny","reason":"Say what grows there."}'
SH
cat >home/.gemini/settings.json <<JSON
{ "security": { "auth": { "selectedType": "gemini-api-key" } }, "privacy": { "usageStatisticsEnabled": false },
  "hooks": { "AfterAgent": [{ "hooks": [{ "type": "command", "name": "more", "command": "sh $folder/hook.sh" }] }] } }
JSON
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
  GEMINI_API_KEY=made-up GOOGLE_GEMINI_BASE_URL="$url" GEMINI_CLI_TRUST_WORKSPACE=true GEMINI_CLI_NO_RELAUNCH=true \
  timeout 120 ../node_modules/.bin/gemini --model gemini-2.5-pro --output-format stream-json --yolo --prompt "How many beds?" \
  </dev/null >../printed 2>/dev/null)

cat >read.mjs <<'JS'
import { readdirSync, readFileSync } from "node:fs";
const linesOf = (name) => readFileSync(name, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const root = "home/.gemini/tmp";
const session = readdirSync(root, { recursive: true }).find((name) => /session-.*\.jsonl$/.test(name));
const records = linesOf(`${root}/${session}`).filter(({ type }) => type === "user" || type === "gemini");
const textOf = (content) => (Array.isArray(content) ? content.map(({ text }) => text).join("+") : content);
const shown = ({ displayContent }) => (displayContent === undefined ? "" : ` (displayed: ${textOf(displayContent)})`);
console.log(records.map((record) => `${record.type} ${textOf(record.content)}${shown(record)}`).join("; "));
console.log(linesOf("printed").slice(1).map(({ type, role, message, status }) => [type, role ?? message ?? status].join(" ")).join("; "));
JS
node read.mjs | tee said
if [[ "$(cat said)" != 'user How many beds?; gemini Three beds.; user Say what grows there. (displayed: How many beds?); gemini Three beds of roses.
message user; message assistant; error Agent execution blocked: Say what grows there.; message assistant; result success' ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @qwen-code/qwen-code 0.24.4: when a Stop hook asks for more, standard output has the two answers as one text without a seam, and the
# tokens of the last request alone.
#
# A good guess says: an answer is a line (or several) of its own with its usage, as between two calls of tools; the hook's words stand between.
#
# True is: the session has both answers, each with its usage, and what the hook said. Standard output has one message, "First.Second.", whose usage
# is that of the second request; the hook is not told at all. Only the run's result has the sum.
#
# Why it matters: words of two answers run into each other, sums over the messages miss requests, and session and output of one run differ in
# the number of answers.
#
# Real program, clean home, made-up key, scripted server on the loopback; the first request takes 101 tokens, the second 102.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @qwen-code/qwen-code@0.24.4

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const turn = body.includes('"run_shell_command"') ? turns[asked++] : { text: "Scripted." };
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choice, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [] })}\n\n`);
  };
  send({ delta: { role: "assistant", content: turn.text } });
  if (turn.call) {
    const call = { name: turn.tool ?? "run_shell_command", arguments: JSON.stringify(turn.call) };
    send({ delta: { tool_calls: [{ index: 0, id: `call_${asked}`, type: "function", function: call }] } });
  }
  send({ delta: {}, finish_reason: turn.ends ?? (turn.call ? "tool_calls" : "stop") });
  const prompt_tokens_details = { cached_tokens: 40 };
  send(undefined, { usage: { prompt_tokens: 100 + asked, completion_tokens: 10, total_tokens: 110 + asked, prompt_tokens_details } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"First."},{"text":"Second."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.qwen
cat >home/.qwen/settings.json <<'JSON'
{ "security": { "auth": { "selectedType": "openai" } }, "privacy": { "usageStatisticsEnabled": false },
  "hooks": { "Stop": [{ "hooks": [{ "type": "command",
    "command": "[ -e asked ] || { touch asked; echo '{\"decision\":\"block\",\"reason\":\"Say more.\"}'; }" }] }] } }
JSON
qwen() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 OPENAI_API_KEY=made-up OPENAI_BASE_URL="$url/v1" \
    OPENAI_MODEL=scripted timeout 60 ../node_modules/.bin/qwen --output-format stream-json --yolo "$@" </dev/null 2>/dev/null
}
(cd work && qwen --prompt "What grows here?" >../printed)
session=$(find home/.qwen/projects -path '*/chats/*.jsonl')
node -e '
const { readFileSync } = require("fs");
const [session, printed] = process.argv.slice(1).map((name) => readFileSync(name, "utf8").trim().split("\n").map((line) => JSON.parse(line)));
const of = (records, text, usage) => records.filter(({ type }) => type === "assistant").map((one) => `${text(one)} ${usage(one)}`).join(", ");
const kept = of(session, ({ message }) => message.parts[0].text, ({ usageMetadata }) => usageMetadata.promptTokenCount);
const told = of(printed, ({ message }) => message.content[0].text, ({ message }) => message.usage.input_tokens);
console.log(`session ${kept}; printed ${told}; result ${printed.at(-1).result}`);
' "$session" printed >said
seen="$(cat said)"
echo "$seen"
if [[ "$seen" != 'session First. 101, Second. 102; printed First.Second. 102; result First.Second.' ]]; then
  echo "This is not what was seen with 0.24.4: the finding no longer holds."
  exit 1
fi

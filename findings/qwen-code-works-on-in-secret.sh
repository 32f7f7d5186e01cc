#!/usr/bin/env bash
# @qwen-code/qwen-code 0.24.4: behind its answer the program goes on in secret: it asks the model what to remember and does the calls that
# come back; the session's messages and standard output have none of it.
#
# A good guess says: a run ends with the answer; what agents do in the background is written down as a sub-agent's work is, in a file of
# its own or as lines that are marked; and every file that was written has a call that wrote it.
#
# True is: after the answer another conversation begins with the whole history and tools to read, to run commands and to write files
# in two folders for memories. Its call writes a file. Of all this the session has no message, call or result, only lines of telemetry
# like those that stand beside every answer; no file of a sub-agent is made. Standard output has nothing but the result's usage,
# which is three times that of the one answer.
#
# Why it matters: usage of runs cannot be explained by their answers, and files change that no call of any conversation touches. Readers
# that skip telemetry, as those that show a conversation have to, show less than the agent did; who audits sessions has to read it.
#
# Real program, clean home, made-up key, scripted server on the loopback; every answer states 100 tokens in and 10 out.
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
  const isMain = body.includes('"run_shell_command"');
  // The folder for memories is named in the request that asks for them.
  const memory = /PROJECT memory[^`]*`([^`]+)`/.exec(body)?.[1];
  const turn = isMain ? turns[asked++] : { text: "Scripted." };
  if (turn?.file) turn.call = { file_path: `${memory}/${turn.file}`, content: "They grow roses." };
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choice, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [] })}\n\n`);
  };
  send({ delta: { role: "assistant", content: turn.text } });
  if (turn.call) {
    const call = { name: turn.file ? "write_file" : "run_shell_command", arguments: JSON.stringify(turn.call) };
    send({ delta: { tool_calls: [{ index: 0, id: `call_${asked}`, type: "function", function: call }] } });
  }
  send({ delta: {}, finish_reason: turn.call ? "tool_calls" : "stop" });
  send(undefined, { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"Roses grow here."},{"text":"I note it.","file":"garden.md"},{"text":"Noted."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.qwen
echo '{"security":{"auth":{"selectedType":"openai"}},"privacy":{"usageStatisticsEnabled":false}}' >home/.qwen/settings.json
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 OPENAI_API_KEY=made-up OPENAI_BASE_URL="$url/v1" \
  OPENAI_MODEL=scripted timeout 60 ../node_modules/.bin/qwen --output-format stream-json --yolo --prompt "What grows here?" \
  </dev/null >../printed 2>/dev/null) || true


session=$(find home/.qwen/projects -path '*/chats/*.jsonl')
written=$(find home/.qwen -name garden.md | wc -l)
lines() { grep -v ui_telemetry "$1" | grep -cE 'garden.md|I note it|They grow roses' || true; }
node -e '
const { readFileSync } = require("fs");
const records = (name) => readFileSync(name, "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
const [session, printed] = process.argv.slice(1).map(records);
const answers = session.filter(({ type }) => type === "assistant").length;
const told = session.filter(({ systemPayload }) => systemPayload?.uiEvent?.["event.name"] === "qwen-code.api_response").length;
const { usage } = printed.at(-1);
console.log(`answers ${answers}, requests in telemetry ${told}, tokens of the result ${usage.input_tokens} + ${usage.output_tokens}`);
' "$session" printed >said
seen="$(cat said); memory written $written, lines of it but telemetry: session $(lines "$session"), printed $(lines printed); files $(find home/.qwen -name '*.jsonl' | grep -c chats)"
echo "$seen"
if [[ "$seen" != "answers 1, requests in telemetry 3, tokens of the result 300 + 30; memory written 1, lines of it but telemetry: session 0, printed 0; files 1" ]]; then
  echo "This is not what was seen with 0.24.4: the finding no longer holds."
  exit 1
fi

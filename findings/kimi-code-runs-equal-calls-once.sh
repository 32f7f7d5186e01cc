#!/usr/bin/env bash
# @moonshot-ai/kimi-code 2.1.0: of calls in one answer that are equal only one is run, and each gets its result.
#
# A good guess says: a call is run as often as the model made it, as every other agent does; a result under a call's id says what
# that call did.
#
# True is: calls of one tool with equal arguments in one answer are one run. Session, output and what the model is told have a
# result for each id, word for word the same, and nothing says that they are copies. The same call in the next answer is run again.
#
# Why it matters: "append a line" called twice appends one, and the model is told that both are done. Two sub-agents with one task are one. Who
# counts runs, time or effects by calls or results counts too many; that ids differ proves nothing.
#
# Real program, clean home, made-up key, scripted server on the loopback. Needs Node 22.19 or newer, which it brings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @moonshot-ai/kimi-code@2.1.0 node@24.21.0

cat >server.mjs <<'JS'
// An answer that calls for one command twice and for another once, one that calls for the first again, and one that ends.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const append = "echo ran >> log";
const turns = [[append, append, "echo other >> log"], [append], []];
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const commands = (body.includes('"Bash"') ? turns[asked++] : undefined) ?? [];
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (delta, finish_reason = null, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
  };
  send({ role: "assistant", content: "Now." });
  for (const [index, command] of commands.entries()) {
    const call = { name: "Bash", arguments: JSON.stringify({ command }) };
    send({ tool_calls: [{ index, id: `call_${asked}_${index}`, type: "function", function: call }] });
  }
  send({}, commands.length > 0 ? "tool_calls" : "stop", { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
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
(cd work && env -i HOME="$folder/home" PATH="$folder/node_modules/.bin:$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
  KIMI_MODEL_NAME=scripted KIMI_MODEL_API_KEY=made-up KIMI_MODEL_BASE_URL="$url/v1" KIMI_MODEL_PROVIDER_TYPE=kimi KIMI_CODE_NO_AUTO_UPDATE=1 \
  timeout 60 kimi --output-format stream-json --prompt "Append." </dev/null >/dev/null 2>&1)

cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const lines = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line));
const count = (type) => lines.filter(({ event }) => event?.type === type).length;
console.log(`calls ${count("tool.call")}, results ${count("tool.result")}, done ${readFileSync("work/log", "utf8").trim().split("\n").join(" ")}`);
JS
seen=$(node read.mjs "$(find home/.kimi-code/sessions -name wire.jsonl)")
echo "$seen"
if [[ "$seen" != "calls 4, results 4, done ran other ran" ]]; then
  echo "This is not what was seen with 2.1.0: the finding no longer holds."
  exit 1
fi

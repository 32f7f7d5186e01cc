#!/usr/bin/env bash
# @oh-my-pi/pi-coding-agent 18.2.3: when an answer ends at the limit of tokens, the outputs of the calls before it are taken out of the session's
# file, of lines that were written long before.
#
# A good guess says: a session is a log, and a line that was written stays; a limit on an answer's length says nothing of what was read before; a
# result that is in the file is what the model was told.
#
# True is: an answer that ends with `length` is taken for a context that is full. The text of every result before it is replaced in the file by
# `[shaken ~N tokens …]`, under its old id and time, and `isError` stays false. What the tool printed stands in a file of its own beside the session from
# then on. Standard output had told it.
#
# Why it matters: who follows the file, or kept places in it, reads bytes that are gone; who looks for what a command printed finds nothing, though the
# run ended well and nothing had filled the context.
#
# Real program, clean home, made-up key, scripted server on the loopback. Needs Node 20 or newer; brings bun.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @oh-my-pi/pi-coding-agent@18.2.3 bun@1.4.5

cat >server.mjs <<'JS'
// An answer that calls for a command, one at the limit, and one that is whole.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = [{ text: "I look.", command: "echo a rose; echo a fig" }, { text: "A list of", end: "length" }, { text: "On." }];
let asked = 0;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const { text, command, end } = turns[asked++] ?? turns[2];
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (delta, finish_reason = null, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
  };
  send({ role: "assistant", content: text });
  const call = { name: "bash", arguments: JSON.stringify({ command }) };
  if (command !== undefined) send({ tool_calls: [{ index: 0, id: "call_1", type: "function", function: call }] });
  const finish = end ?? (command === undefined ? "stop" : "tool_calls");
  send({}, finish, { usage: { prompt_tokens: 1000, completion_tokens: 10, total_tokens: 1010 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir -p home/.omp/agent work
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cat >home/.omp/agent/models.yml <<YML
providers:
  loopback:
    baseUrl: $url/v1
    api: openai-completions
    apiKey: made-up
    models:
      - { id: scripted, name: scripted, reasoning: false, input: [text], contextWindow: 100000, maxTokens: 8000 }
YML
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const [what, file] = process.argv.slice(2);
const lines = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const said = lines.filter(({ type }) => type === (what === "printed" ? "message_end" : "message")).map(({ message }) => message);
const texts = ({ content }) => content.filter(({ type }) => type === "text").map(({ text }) => text.split("\n")[0].replace(/~\d+/, "~N")).join(" ");
for (const message of said.filter(({ role }) => role !== "user")) {
  const tokens = message.usage === undefined ? `isError ${message.isError}` : `tokens ${message.usage.totalTokens}`;
  console.log(`${what}: ${message.role} "${texts(message)}" ${tokens}`);
}
JS
(cd work && env -i HOME="$folder/home" PATH="$folder/node_modules/.bin:$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 CI=1 \
  timeout 90 omp --model loopback/scripted --mode json --auto-approve --no-title --print "What grows here?" </dev/null >../printed 2>/dev/null)
session=$(find home/.omp/agent/sessions -name '*.jsonl')
seen=$(node read.mjs printed printed; node read.mjs written "$session"; echo "beside: $(grep -h '^a ' "${session%.jsonl}"/* | tr '\n' ' ')")
echo "$seen"
if [[ "$seen" != 'printed: assistant "I look." tokens 1010
printed: toolResult "a rose" isError false
printed: assistant "A list of" tokens 1010
written: assistant "I look." tokens 1010
written: toolResult "[shaken ~N tokens — recover: artifact://1 (region 1)]" isError false
written: assistant "A list of" tokens 1010
beside: a rose a fig ' ]]; then
  echo "This is not what was seen with 18.2.3: the finding no longer holds."
  exit 1
fi

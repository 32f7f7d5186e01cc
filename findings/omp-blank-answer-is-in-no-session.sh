#!/usr/bin/env bash
# @oh-my-pi/pi-coding-agent 18.2.3: an answer of blanks is asked for again, and the session has neither the answer nor its tokens.
#
# A good guess says: each answer that a server gave, and each request that was paid for, is in the session; what is taken back stays as a branch; a
# `branch_summary` sums up a branch that was left.
#
# True is: the answer and its line are gone before the next one is written. In their place stands a `branch_summary` whose summary is empty, with the id of an entry
# that no line has (`discardedEntryId`). Standard output tells both answers with their tokens. The exit code is 0.
#
# Why it matters: tokens and requests of a session are too few whenever a model has nothing to say, which some do after many calls; who shows summaries shows an
# empty one, and who follows ids by parent or by name finds one that never was.
#
# Real program, clean home, made-up key, scripted server on the loopback. Needs Node 20 or newer; brings bun.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @oh-my-pi/pi-coding-agent@18.2.3 bun@1.4.5

cat >server.mjs <<'JS'
// An answer that calls for a command, one of blanks, and one that is whole.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = [{ text: "I look.", command: "echo a rose; echo a fig" }, { text: "\n\n" }, { text: "On." }];
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
const answers = lines.filter(({ type, message }) => type === (what === "printed" ? "message_end" : "message") && message.role === "assistant");
const texts = answers.map(({ message }) => JSON.stringify(message.content.find(({ type }) => type === "text")?.text ?? ""));
const tokens = answers.reduce((sum, { message }) => sum + message.usage.totalTokens, 0);
console.log(`${what}: ${answers.length} answers ${texts.join(" ")}, ${tokens} tokens`);
for (const { summary, details } of lines.filter(({ type }) => type === "branch_summary")) {
  console.log(`branch_summary "${summary}" of an entry that is ${lines.some(({ id }) => id === details.discardedEntryId) ? "there" : "nowhere"}`);
}
JS
(cd work && env -i HOME="$folder/home" PATH="$folder/node_modules/.bin:$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 CI=1 \
  timeout 90 omp --model loopback/scripted --mode json --auto-approve --no-title --print "What grows here?" </dev/null >../printed 2>/dev/null)
session=$(find home/.omp/agent/sessions -name '*.jsonl')
seen=$(node read.mjs printed printed; node read.mjs written "$session")
echo "$seen"
if [[ "$seen" != 'printed: 3 answers "I look." "\n\n" "On.", 3030 tokens
written: 2 answers "I look." "On.", 2020 tokens
branch_summary "" of an entry that is nowhere' ]]; then
  echo "This is not what was seen with 18.2.3: the finding no longer holds."
  exit 1
fi

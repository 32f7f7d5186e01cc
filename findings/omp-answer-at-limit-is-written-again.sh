#!/usr/bin/env bash
# @oh-my-pi/pi-coding-agent 18.2.3: an answer that ended at the limit of tokens is written again, whole and with its tokens, at its turn's end
# and each time the session is gone on with; and what was asked between two such copies is told to the model once more, and then never again.
#
# A good guess says: each line of a session is written once; an answer has one line; ids tell lines apart, so equal texts under two ids
# are two answers; what the file's tree has taken back, the model is not told of.
#
# True is: the answer stands four times here, each time under a new id behind the same prompt, with the same `responseId`, time and usage. It was
# asked for once. The second question, whose answer broke, hangs below the copy before the last. The model is asked the third question with it and
# with the copy behind it, and the fourth without.
#
# Why it matters: tokens and cost of a session are sums over its lines, and here they are twice what was taken. By the file alone the third
# answer was given without the second question, which is not so; and a person who goes on has lost a question without a word.
#
# Real program, clean home, made-up key, scripted server on the loopback. Needs Node 20 or newer; brings bun.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @oh-my-pi/pi-coding-agent@18.2.3 bun@1.4.5

cat >server.mjs <<'JS'
// An answer at the limit, one whose stream breaks, and two that are whole.
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = [{ text: "A list of", end: "length" }, { text: "Half of" }, { text: "Third.", end: "stop" }, { text: "Fourth.", end: "stop" }];
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const { text, end } = turns[asked++] ?? { text: "On.", end: "stop" };
  const said = JSON.parse(body).messages.filter(({ role }) => role === "user" || role === "assistant");
  const words = ({ content }) => (typeof content === "string" ? content : content.at(-1).text);
  appendFileSync("asked", `asked ${asked}: ${said.map(words).join(" | ")}\n`);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (delta, finish_reason = null, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
  };
  send({ role: "assistant", content: text });
  if (end === undefined) return setTimeout(() => response.destroy(), 200);
  send({}, end, { usage: { prompt_tokens: 1000, completion_tokens: 10, total_tokens: 1010 } });
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
on=()
for prompt in "First?" "Second?" "Third?" "Fourth?"; do
  (cd work && env -i HOME="$folder/home" PATH="$folder/node_modules/.bin:$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 CI=1 \
    timeout 90 omp "${on[@]}" --model loopback/scripted --mode json --auto-approve --no-title --print "$prompt" </dev/null >/dev/null 2>&1) || true
  on=(--continue)
done

cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const lines = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line));
const answers = lines.filter(({ message }) => message?.role === "assistant");
const tokens = answers.reduce((sum, { message }) => sum + (message.usage?.totalTokens ?? 0), 0);
const cut = answers.filter(({ message }) => message.stopReason === "length");
const kinds = (of) => new Set(cut.map(of)).size;
console.log(`cut answers ${cut.length}, ids ${kinds(({ id }) => id)}, response ids ${kinds(({ message }) => message.responseId)}, prompts above ${kinds(({ parentId }) => parentId)}`);
console.log(`tokens of all lines ${tokens}, told by the server 3030`);
JS
seen=$(cat asked; node read.mjs "$(find home/.omp/agent/sessions -name '*.jsonl')")
echo "$seen"
if [[ "$seen" != "asked 1: First?
asked 2: First? | A list of | Second?
asked 3: First? | A list of | Second? | A list of | Third?
asked 4: First? | A list of | Third? | Third. | Fourth?
cut answers 4, ids 4, response ids 1, prompts above 1
tokens of all lines 6060, told by the server 3030" ]]; then
  echo "This is not what was seen with 18.2.3: the finding no longer holds."
  exit 1
fi

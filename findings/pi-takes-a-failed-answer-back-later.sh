#!/usr/bin/env bash
# @earendil-works/pi-coding-agent 1.6.0: half an answer and its call stay in the session as any other; a line behind them takes them back, and
# on standard output it names an entry that was never printed.
#
# A good guess says: in a tree of entries an answer that is asked for again gets a sibling (the retry hangs under the prompt), so the path to
# the last entry is the conversation; and what is printed can be followed by itself.
#
# True is: the retry hangs under the failed answer, by way of an entry `context_edit` whose replacement is null: the path to the leaf holds both,
# and a call without a result that was never run. Standard output has the same entry with a `targetId`; messages are printed without ids.
# (0.73 had no such line.)
#
# Why it matters: readers that follow the path show the half answer twice in spirit and a call that seems to be running for good; the model was
# told of neither. Open calls in such files are no sign of a killed program.
#
# Real program, clean home, made-up key, scripted server on the loopback. Needs Node 22.19 or newer, which it brings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @earendil-works/pi-coding-agent@1.6.0 node@24.21.0

cat >server.mjs <<'JS'
// The first answer breaks off behind a call, the second is whole.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
let asked = 0;
const told = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  told.push(JSON.parse(body).messages.map(({ role }) => role).join("+"));
  writeFileSync("told", told.at(-1));
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (delta, finish_reason = null) => {
    const choices = [{ index: 0, delta, finish_reason }];
    response.write(`data: ${JSON.stringify({ id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", choices })}\n\n`);
  };
  if (asked++ === 0) {
    send({ role: "assistant", content: "Half of an" });
    const call = { name: "bash", arguments: '{"command":"touch begun"}' };
    send({ tool_calls: [{ index: 0, id: "call_1", type: "function", function: call }] });
    return setTimeout(() => response.destroy(), 300);
  }
  send({ role: "assistant", content: "A whole answer." });
  send({}, "stop");
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir -p home/.pi/agent work
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cat >home/.pi/agent/models.json <<JSON
{ "providers": { "loopback": { "baseUrl": "$url/v1", "api": "openai-completions", "apiKey": "made-up", "models": [
  { "id": "scripted", "name": "scripted", "reasoning": false, "input": ["text"], "contextWindow": 100000, "maxTokens": 8000 } ] } } }
JSON
(cd work && env -i HOME="$folder/home" PATH="$folder/node_modules/.bin:$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
  PI_OFFLINE=1 PI_SKIP_VERSION_CHECK=1 \
  timeout 120 pi --provider loopback --model scripted --mode json --print "Talk." </dev/null >../printed 2>/dev/null)

cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const read = (name) => readFileSync(name, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const entries = read(process.argv[2]);
const byId = new Map(entries.map((entry) => [entry.id, entry]));
const path = [];
for (let entry = entries.at(-1); entry !== undefined; entry = byId.get(entry.parentId)) path.unshift(entry);
const shown = path.flatMap(({ type, message, replacement }) => {
  if (type === "context_edit") return [`${type} ${replacement}`];
  if (message?.role === "assistant") return [message.content.map((part) => part.text ?? part.type).join(" and ")];
  return message?.role === "toolResult" ? ["a result"] : [];
});
console.log(`on the path: ${shown.join(" | ")}`);
const printed = read("printed");
const edit = printed.find(({ entry }) => entry?.type === "context_edit").entry;
const others = printed.filter(({ entry }) => entry?.type !== "context_edit");
console.log(`printed elsewhere with the id that it names: ${JSON.stringify(others).includes(edit.targetId)}`);
console.log(`the model was told ${readFileSync("told", "utf8")}`);
JS
seen=$(node read.mjs "$(find home/.pi/agent/sessions -name '*.jsonl')")
echo "$seen; files: $(ls work)"
if [[ "$seen; files: $(ls work)" != 'on the path: Half of an and toolCall | context_edit null | A whole answer.
printed elsewhere with the id that it names: false
the model was told system+user; files: ' ]]; then
  echo "This is not what was seen with 1.6.0: the finding no longer holds."
  exit 1
fi

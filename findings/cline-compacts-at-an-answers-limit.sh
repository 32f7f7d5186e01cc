#!/usr/bin/env bash
# cline 3.0.65: an answer that reached its own limit of tokens is taken for a context that is full. It is thrown away, the conversation is
# compacted, and the session's messages hold neither the answer nor a word of the compaction.
#
# A good guess says: an answer with `finish_reason: length` is kept as it is, cut, or gone on with, as its beginning was printed; and a
# conversation of a few hundred tokens is never compacted.
#
# True is: the model is asked again with a summary in the place of all that was called and answered. On standard output the cut answer has its
# pieces, no `content_end`, and an iteration that it shares with the answer after it. `….messages.json` has all that was summed up, as if it
# had been sent, and not what was thrown away; the summary stands in `….compaction.json` alone. The tokens of the cut answer are in the
# session's sum and in no message's.
#
# Why it matters: the file of a session shows a model that had seen its tools' results, and it had not. A text that a person read on the
# screen is nowhere, and the sum over messages is less than what was paid.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund cline@3.0.65

cat >server.mjs <<'JS'
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
const call = { index: 0, id: "call_1", type: "function", function: { name: "run_commands", arguments: '{"commands":["echo counted"]}' } };
const turns = [["I look.", call, "tool_calls"], ["There are", undefined, "length"], ["Two.", undefined, "stop"]];
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const { messages } = JSON.parse(body);
  appendFileSync("asked", `${messages.filter(({ role }) => role !== "system").map(({ role }) => role).join(" ")}\n`);
  const [content, tool, finish_reason] = turns[asked++] ?? ["Over.", undefined, "stop"];
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choices, more = {}) =>
    response.write(`data: ${JSON.stringify({ id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", choices, ...more })}\n\n`);
  send([{ index: 0, delta: { role: "assistant", content }, finish_reason: null }]);
  if (tool) send([{ index: 0, delta: { tool_calls: [tool] }, finish_reason: null }]);
  send([{ index: 0, delta: {}, finish_reason }]);
  send([], { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir -p home/.cline/data/settings work
node server.mjs &
server=$!
# The program leaves one of its own at work in the background, which is told the folder.
trap 'kill $server; { pgrep -f -- "--cwd $folder" || true; } | xargs -r kill; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cat >home/.cline/data/settings/providers.json <<JSON
{"version":1,"lastUsedProvider":"openai-compatible","modes":{},"providers":{"openai-compatible":{"settings":{"provider":"openai-compatible",
"apiKey":"made-up","model":"scripted","baseUrl":"$url/v1"},"updatedAt":"2026-11-01T10:00:00.000Z","tokenSource":"manual"}}}
JSON
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
  timeout 120 ../node_modules/.bin/cline --json -c "$folder/work" "Count the beds." </dev/null >../printed 2>../complaints)

cat >read.mjs <<'JS'
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
const events = readFileSync("printed", "utf8").trim().split("\n").map((line) => JSON.parse(line));
const texts = events.flatMap(({ event }) => (event?.contentType === "text" ? [`${event.type.slice(8)} ${event.text}`] : []));
console.log(`printed: ${texts.join(", ")}; ${events.at(-1).finishReason}, ${events.at(-1).usage.inputTokens} tokens in`);
console.log(`asked: ${readFileSync("asked", "utf8").trim().split("\n").join(" | ")}`);
const root = join("home/.cline/data/sessions", readdirSync("home/.cline/data/sessions")[0]);
const fileOf = (end) => readFileSync(join(root, readdirSync(root).find((name) => name.endsWith(end))), "utf8");
const { messages } = JSON.parse(fileOf(".messages.json"));
const said = messages.map(({ role, content }) => `${role} ${content.map(({ type }) => type).join("+")}`);
const tokens = messages.reduce((sum, { metrics }) => sum + (metrics?.inputTokens ?? 0), 0);
const has = (text, words) => (text.includes(words) ? "has" : "lacks");
console.log(`messages: ${said.join(", ")}; ${tokens} tokens in, ${has(fileOf(".messages.json"), "There are")} the cut answer`);
const notice = "Earlier context was compacted";
console.log(`the summary: messages ${has(fileOf(".messages.json"), notice)} it, compaction ${has(fileOf(".compaction.json"), notice)} it`);
JS
node read.mjs | tee said
if [[ "$(cat said)" != 'printed: start I look., end I look., start There are, start Two., end Two.; completed, 300 tokens in
asked: user | user assistant tool | user
messages: user text, assistant text+tool_use, user tool_result, assistant text; 200 tokens in, lacks the cut answer
the summary: messages lacks it, compaction has it' ]]; then
  echo "This is not what was seen with 3.0.65: the finding no longer holds."
  exit 1
fi

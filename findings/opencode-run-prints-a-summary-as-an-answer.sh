#!/usr/bin/env bash
# opencode-ai 1.18.33: when a run is compacted, `run` prints the summary as an answer of its own, and then what the program says to the model as
# another text; its export has neither as an answer.
#
# A good guess says: a line of type "text" is what the model said to the person; a compaction is told as such, or not printed, and the last text
# but one is an answer.
#
# True is: the request that sums up is printed like any other, a step with its text and its tokens, and nothing in its lines says what it is. Behind
# it comes a text outside of any step, "Continue if you have next steps …", which is the program's prompt to the model. In the export both are told:
# the summary by its mode, the prompt by its role.
#
# Why it matters: one answer becomes three in a log of a run, in the middle of a task a text stands that no model said, and the search for "what
# was answered" finds summaries. Only `compaction_continue` in the metadata of the second text tells, behind the first one.
#
# Real program, clean home, made-up key, scripted server on the loopback. The answer says that it has filled the context.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund opencode-ai@1.18.33

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = [
  { text: "I count.", command: "echo 3", input: 99500 },
  { text: "Three beds.", input: 500 },
];
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const { text, command, input } = (/"name":\s*"bash"/.test(body) && turns[asked++]) || { text: "Summed up.", input: 400 };
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choices, more = {}) =>
    response.write(`data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "scripted", choices, ...more })}\n\n`);
  send([{ index: 0, delta: { role: "assistant", content: text }, finish_reason: null }]);
  if (command) {
    const call = { name: "bash", arguments: JSON.stringify({ command, description: "Counts" }) };
    send([{ index: 0, delta: { tool_calls: [{ index: 0, id: "call_1", type: "function", function: call }] }, finish_reason: null }]);
  }
  send([{ index: 0, delta: {}, finish_reason: command ? "tool_calls" : "stop" }]);
  send([], { usage: { prompt_tokens: input, completion_tokens: 10, total_tokens: input + 10 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir -p home/.config/opencode work
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cat >home/.config/opencode/opencode.json <<JSON
{ "model": "loopback/scripted", "small_model": "loopback/scripted", "autoupdate": false, "share": "disabled", "permission": { "bash": "allow" },
  "provider": { "loopback": { "npm": "@ai-sdk/openai-compatible", "options": { "baseURL": "$url/v1", "apiKey": "made-up" },
    "models": { "scripted": { "name": "scripted", "tool_call": true, "limit": { "context": 100000, "output": 8000 } } } } } }
JSON
opencode() {
  (cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    OPENCODE_DISABLE_MODELS_FETCH=1 OPENCODE_DISABLE_AUTOUPDATE=1 timeout 120 ../node_modules/.bin/opencode "$@" </dev/null 2>/dev/null)
}
opencode run --format json "How many beds?" >printed
opencode export "$(grep -o 'ses_[A-Za-z0-9]*' printed | head -1)" >exported

cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const printed = readFileSync("printed", "utf8").trim().split("\n").map((line) => JSON.parse(line));
const short = (text) => text.split(" ").slice(0, 2).join(" ");
console.log(`printed: ${printed.map(({ type, part }) => (type === "text" ? `“${short(part.text)}”` : type)).join(", ")}`);
const summary = printed.find(({ part }) => part.text === "Summed up.");
console.log(`the summary's line has ${Object.keys(summary).join()} and ${Object.keys(summary.part).join()}`);
const { messages } = JSON.parse(readFileSync("exported", "utf8"));
const sorts = messages.map(({ info, parts }) => `${info.role}${info.summary === true ? " (summary)" : ""} ${short(parts.find(({ type }) => type === "text")?.text ?? parts[0].type)}`);
console.log(`exported: ${sorts.join(", ")}`);
JS
node read.mjs | tee said
if [[ "$(cat said)" != 'printed: step_start, “I count.”, tool_use, step_finish, step_start, “Summed up.”, step_finish, “Continue if”, step_start, “Three beds.”, step_finish
the summary'"'"'s line has type,timestamp,sessionID,part and id,messageID,sessionID,type,text,time
exported: user "How many, assistant I count., user compaction, assistant (summary) Summed up., user Continue if, assistant Three beds.' ]]; then
  echo "This is not what was seen with 1.18.33: the finding no longer holds."
  exit 1
fi

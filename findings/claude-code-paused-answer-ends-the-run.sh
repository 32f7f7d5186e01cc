#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: an answer that the server paused ends the run, as a success.
#
# A good guess says: stop_reason pause_turn means that the server has not finished (a long search of its own) and that the client
# sends the answer back to have it go on, as the documentation of the interface asks.
#
# True is: no second request is made. What there was until then is the result, is_error is false, the terminal_reason is "completed"
# and the exit status 0. The session file's last answer has stop_reason "pause_turn".
#
# Why it matters: a run that stopped in the middle of its work counts as done by everything but stop_reason; whoever reads results,
# exit codes or terminal reasons takes half an answer for the whole.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/claude-code@2.1.332

cat >server.mjs <<'JS'
// Answers the first request that offers the shell tool with a paused search, the next with its end, and others shortly.
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
let asked = 0;
const search = { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: {} };
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!new URL(request.url, "http://127.0.0.1").pathname.endsWith("/messages")) return response.writeHead(404).end("{}");
  const isMain = body.includes('"name":"Bash"');
  if (isMain) appendFileSync("asked", "1\n");
  const isFirst = isMain && asked++ === 0;
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (data) => response.write(`event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
  const usage = { input_tokens: 100, output_tokens: 1 };
  const message = { id: `msg_${asked}`, type: "message", role: "assistant", model: "claude-sonnet-4-5", content: [] };
  send({ type: "message_start", message: { ...message, stop_reason: null, usage } });
  let index = 0;
  const block = (content_block, delta) => {
    send({ type: "content_block_start", index, content_block });
    if (delta !== undefined) send({ type: "content_block_delta", index, delta });
    send({ type: "content_block_stop", index });
    index++;
  };
  if (isFirst) {
    block(search, { type: "input_json_delta", partial_json: '{"query":"roses"}' });
    block({ type: "web_search_tool_result", tool_use_id: search.id, content: [] });
  }
  block({ type: "text", text: "" }, { type: "text_delta", text: isFirst ? "I search on." : "That was all." });
  const delta = { stop_reason: isFirst ? "pause_turn" : "end_turn", stop_sequence: null };
  send({ type: "message_delta", delta, usage: { ...usage, output_tokens: 20 } });
  send({ type: "message_stop" });
  response.end();
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
status=0
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 ANTHROPIC_BASE_URL="$url" \
  ANTHROPIC_API_KEY=made-up ANTHROPIC_MODEL=claude-sonnet-4-5 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
  timeout 60 ../node_modules/.bin/claude -p --output-format stream-json --verbose -- "Search." </dev/null >../printed 2>/dev/null) || status=$?
result=$(grep '"type":"result"' printed)
member() { grep -oE "\"$1\":(\"[^\"]*\"|[a-z]+)" <<<"$result" | head -1; }
kept=$(grep -h '"type":"assistant"' home/.claude/projects/*/*.jsonl | tail -1 | grep -o '"stop_reason":"[^"]*"')
seen="status $status, requests $(wc -l <asked), $(member is_error), $(member terminal_reason), $(member result); kept $kept"
echo "$seen"
if [[ "$seen" != 'status 0, requests 1, "is_error":false, "terminal_reason":"completed", "result":"I search on."; kept "stop_reason":"pause_turn"' ]]; then
  echo "This is not what was seen with 2.1.332: the finding no longer holds."
  exit 1
fi

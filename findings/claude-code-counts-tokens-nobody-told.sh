#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: a run that was stopped in an answer states output tokens that no server told.
#
# A good guess says: tokens in a result and in the session are the server's. Of an answer that was stopped in its middle only what its
# beginning told is known: here 1 token of output.
#
# True is: the result's total for the run holds a guess made of the text that had come, and its cost with it. The session's own line of the
# same answer keeps the 1 that the server told, so the two files of one run disagree, and the cost is of neither.
#
# Why it matters: sums of results cannot be held against bills or against the sessions; a difference between both is no lost record.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/claude-code@2.1.332

cat >server.mjs <<'JS'
// Answers the n-th request that offers the shell tool with the n-th of the turns, and others shortly.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!new URL(request.url, "http://127.0.0.1").pathname.endsWith("/messages")) return response.writeHead(404).end("{}");
  const turn = body.includes('"name":"Bash"') ? (turns[asked++] ?? {}) : {};
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (data) => response.write(`event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
  const usage = { input_tokens: 1000, output_tokens: 1 };
  const message = { id: `msg_${asked}`, type: "message", role: "assistant", model: "claude-sonnet-4-5", content: [] };
  send({ type: "message_start", message: { ...message, stop_reason: null, usage } });
  let index = 0;
  const block = (content_block, delta) => {
    send({ type: "content_block_start", index, content_block });
    send({ type: "content_block_delta", index, delta });
    send({ type: "content_block_stop", index });
    index++;
  };
  block({ type: "text", text: "" }, { type: "text_delta", text: turn.text ?? "Nothing." });
  if (turn.command !== undefined) {
    const input = JSON.stringify({ command: turn.command, description: "Scripted" });
    const call = { type: "tool_use", id: `toolu_${asked}`, name: "Bash", input: {} };
    block(call, { type: "input_json_delta", partial_json: input });
  }
  if (turn.holds) return writeFileSync("held", "");
  const delta = { stop_reason: turn.command === undefined ? "end_turn" : "tool_use", stop_sequence: null };
  send({ type: "message_delta", delta, usage: { ...usage, output_tokens: 20 } });
  send({ type: "message_stop" });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir home work
words=$(printf 'roses and weeds %.0s' {1..50})
node server.mjs '[{"text":"'"$words"'","holds":true}]' &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
claude() {
  (cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 ANTHROPIC_BASE_URL="$url" \
    ANTHROPIC_API_KEY=made-up ANTHROPIC_MODEL=claude-sonnet-4-5 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
    timeout 60 ../node_modules/.bin/claude -p --output-format stream-json --verbose --allowedTools Bash "$@" 2>/dev/null)
}

mkfifo typed
claude --input-format stream-json <typed >printed &
run=$!
exec 3>typed
echo '{"type":"user","message":{"role":"user","content":"What grows here?"}}' >&3
until [[ -e held ]]; do sleep 0.1; done
sleep 1
echo '{"type":"control_request","request_id":"r1","request":{"subtype":"interrupt"}}' >&3
until grep -q '"type":"result"' printed; do sleep 0.1; done
exec 3>&-
wait "$run" || true
session=$(find home/.claude/projects -name '*.jsonl')
kept=$(grep '"type":"assistant"' "$session" | grep -o '"output_tokens":[0-9]*' | head -1)
told=$(grep '"type":"result"' printed | grep -o '"model_usage_since_last_result":{[^}]*' | grep -o '"outputTokens":[0-9]*')
server_told=1
seen="server $server_told, session $kept, result $told"
echo "$seen"
if [[ "$seen" != 'server 1, session "output_tokens":1, result "outputTokens":200' ]]; then
  echo "This is not what was seen with 2.1.332: the finding no longer holds."
  exit 1
fi

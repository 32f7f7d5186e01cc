#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: a run that was to give structured output and gave none is a success.
#
# A good guess says: with --json-schema the result either has structured_output, or it is an error of its own (error_max_structured_output_retries
# in the SDK's documentation).
#
# True is: an answer without the call is answered by the program with one reminder in the user's name. When the model still only talks, the run ends: subtype
# success, is_error false, terminal_reason completed, exit status 0, and the result is the text of the second answer. There is no structured_output.
#
# Why it matters: a script that trusts the exit status, the subtype or is_error reads an absent member, or takes words for the data it asked for.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/claude-code@2.1.332

cat >server.mjs <<'JS'
// Answers every request with a sentence, and notes those that offer the tool for structured output.
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!new URL(request.url, "http://127.0.0.1").pathname.endsWith("/messages")) return response.writeHead(404).end("{}");
  if (body.includes('"name":"StructuredOutput"')) appendFileSync("asked", "1\n");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (data) => response.write(`event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
  const usage = { input_tokens: 100, output_tokens: 1 };
  const message = { id: `msg_${Date.now()}`, type: "message", role: "assistant", model: "claude-sonnet-4-5", content: [] };
  send({ type: "message_start", message: { ...message, stop_reason: null, usage } });
  send({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } });
  send({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Three roses." } });
  send({ type: "content_block_stop", index: 0 });
  send({ type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { ...usage, output_tokens: 20 } });
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
schema='{"type":"object","properties":{"roses":{"type":"number"}},"required":["roses"]}'
status=0
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 ANTHROPIC_BASE_URL="$url" \
  ANTHROPIC_API_KEY=made-up ANTHROPIC_MODEL=claude-sonnet-4-5 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
  timeout 60 ../node_modules/.bin/claude -p --output-format stream-json --verbose --json-schema "$schema" -- "How many roses?" </dev/null >../printed 2>/dev/null) || status=$?
result=$(grep '"type":"result"' printed)
member() { grep -oE "\"$1\":(\"[^\"]*\"|[a-z]+)" <<<"$result" | head -1; }
seen="status $status, requests $(wc -l <asked), $(member subtype), $(member is_error), $(member terminal_reason), $(member result); structured $(grep -c '"structured_output":' <<<"$result" || true)"
seen=${seen//\"/}
echo "$seen"
if [[ "$seen" != "status 0, requests 2, subtype:success, is_error:false, terminal_reason:completed, result:Three roses.; structured 0" ]]; then
  echo "This is not what was seen with 2.1.332: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: an answer whose stream broke has stop_reason end_turn, which no server sent, and a user line
# that no person typed asks for the rest.
#
# A good guess says: stop_reason is the server's word, so end_turn means that the model had said all; and a cut answer has none.
#
# True is: when the connection ends behind a finished block, the session file holds the block with stop_reason "end_turn" and the
# output tokens of the message's start (1). A user line follows (isMeta) that says that the response was cut off, and then a
# second answer. The run's result is a success.
#
# Why it matters: "ended well" cannot be told by stop_reason; output tokens of such answers are far too few; and a reader that
# takes user lines for a person's words shows words that nobody said.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/claude-code@2.1.332

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/.v1.messages/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"Bash"');
  const turn = isMain ? turns[asked++] : { text: "Scripted." };
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event) => response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const message = { id: `msg_${asked}`, type: "message", role: "assistant", model: "claude-sonnet-4-5", content: [] };
  send({ type: "message_start", message: { ...message, stop_reason: null, usage: { input_tokens: 100, output_tokens: 1 } } });
  send({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } });
  send({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: turn.text } });
  send({ type: "content_block_stop", index: 0 });
  if (!turn.breaks) {
    send({ type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 10 } });
    send({ type: "message_stop" });
  }
  if (turn.breaks) return setTimeout(() => response.destroy(), 200);
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"Half of an","breaks":true},{"text":"A whole answer."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 ANTHROPIC_BASE_URL="$url" \
  ANTHROPIC_API_KEY=made-up ANTHROPIC_MODEL=claude-sonnet-4-5 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
  timeout 60 ../node_modules/.bin/claude -p --output-format stream-json --verbose -- "Talk." </dev/null >../printed 2>/dev/null) || true

cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const lines = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line));
const said = lines.filter(({ type }) => type === "assistant").map(({ message }) => {
  return `${message.content[0].text} (${message.stop_reason}, ${message.usage.output_tokens})`;
});
const meta = lines.filter(({ type, isMeta }) => type === "user" && isMeta === true);
console.log(`${said.join(" | ")}; isMeta ${meta.length}`);
JS
seen=$(node read.mjs "$(find home/.claude/projects -name '*.jsonl')")
echo "$seen"
if [[ "$seen" != "Half of an (end_turn, 1) | A whole answer. (end_turn, 10); isMeta 1" ]]; then
  echo "This is not what was seen with 2.1.332: the finding no longer holds."
  exit 1
fi

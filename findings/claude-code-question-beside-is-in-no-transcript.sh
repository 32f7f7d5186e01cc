#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: a question beside (/btw) and its answer stand in no transcript, and the session pays for them.
#
# A good guess says: what a person asks and a model answers stands in the session, or in a file of an agent beside it, marked as beside; so
# the cost of a session is that of the requests in its files.
#
# True is: the question goes to the model with the whole conversation and all tools. Neither it nor its answer is in the session, in
# subagents/ or elsewhere in the projects folder (the question is in the terminal's list of what was typed), and no request of it is in the request log. Only cost-state has grown by its tokens.
#
# Why it matters: a record of all that was asked of a model lacks these questions without a trace, and tokens summed up from the
# lines are less than what the session states.
#
# Real program in a terminal, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/claude-code@2.1.332

cat >server.mjs <<'JS'
// Answers the n-th request of the conversation with the n-th of the turns, and others shortly.
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!new URL(request.url, "http://127.0.0.1").pathname.endsWith("/messages")) return response.writeHead(404).end("{}");
  const isAsked = body.includes('"name":"Bash"');
  const turn = isAsked ? (turns[asked++] ?? {}) : {};
  if (isAsked) appendFileSync("requests", `${body}\n`);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (data) => response.write(`event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
  const usage = { input_tokens: isAsked ? 1000 : 0, output_tokens: 1 };
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
  const delta = { stop_reason: turn.command === undefined ? "end_turn" : "tool_use", stop_sequence: null };
  send({ type: "message_delta", delta, usage: { ...usage, output_tokens: 20 } });
  send({ type: "message_stop" });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir -p home work
cat >home/.claude.json <<'JSON'
{"hasCompletedOnboarding":true,"theme":"dark","customApiKeyResponses":{"approved":["made-up"],"rejected":[]}}
JSON
touch requests
node server.mjs '[{"text":"Roses."},{"text":"Bees hum."}]' &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkfifo typed
env -i HOME="$folder/home" PATH="$PATH" TERM=xterm-256color HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
  ANTHROPIC_BASE_URL="$url" ANTHROPIC_API_KEY=made-up ANTHROPIC_MODEL=claude-sonnet-4-5 \
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
  timeout 120 script -qfec "cd work; stty rows 50 cols 150; exec ../node_modules/.bin/claude" /dev/null <typed >shown 2>/dev/null &
terminal=$!
exec 3>typed
key() { printf "$1" >&3; sleep "${2:-1}"; }
# Waits until the terminal shows it, or so many answers were asked for.
shown() { for _ in {1..200}; do grep -aq "$1" shown && return; sleep 0.1; done; }
asked() { for _ in {1..200}; do [[ $(wc -l <requests) -ge $1 ]] && break; sleep 0.1; done; sleep 2; }
shown trust
sleep 1
key '\033[B' 0.5 # to "Yes, I trust this folder"
key '\r' 3
key First.
key '\r'
asked 1
key '/btw What of bees?'
key '\r'
asked 2
key '\033'
key /exit
key '\r'
exec 3>&-
wait $terminal || true

session=$(find home/.claude/projects -name '*.jsonl')
files=$({ grep -rlE 'What of bees|Bees hum' home/.claude/projects || true; } | wc -l)
lines=$(grep '"type":"assistant"' "$session" | grep -c '"input_tokens":1000' || true)
paid=$(grep '"type":"cost-state"' "$session" | tail -1 | grep -oE '"claude-sonnet-4-5":\{"inputTokens":[0-9]+' | grep -oE '[0-9]+$')
seen="requests with all tools $(wc -l <requests), files with the question or its answer $files, answers in the session $lines of 1000 tokens, tokens in cost-state $paid"
echo "$seen"
if [[ "$seen" != 'requests with all tools 2, files with the question or its answer 0, answers in the session 1 of 1000 tokens, tokens in cost-state 2000' ]]; then
  echo "This is not what was seen with 2.1.332: the finding no longer holds."
  exit 1
fi

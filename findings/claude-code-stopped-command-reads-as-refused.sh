#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: a command that a person stops while it runs is written as one that they refused to have run.
#
# A good guess says: a result with toolDenialKind "user-rejected" and the words "User rejected tool use" belongs to a call that was never
# run; what was begun and broken off says "interrupted", as it does with -p.
#
# True is: Esc in a running command gives the very result of a refusal, in all of its words ("The tool use was rejected …"). The model
# is told the same. What the command had done until then is done, and what it had printed is nowhere. Only the absence of a
# member (toolDenialBeforeRun, which a refusal at the question has) tells the two apart.
#
# Why it matters: an audit of what was done on a machine leaves out commands that ran, and counts of refusals count them.
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
node server.mjs '[{"text":"I begin.","command":"touch begun; echo begun; sleep 60"},{"text":"On."}]' &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkfifo typed
env -i HOME="$folder/home" PATH="$PATH" TERM=xterm-256color HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
  ANTHROPIC_BASE_URL="$url" ANTHROPIC_API_KEY=made-up ANTHROPIC_MODEL=claude-sonnet-4-5 \
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
  timeout 120 script -qfec "cd work; stty rows 50 cols 150; exec ../node_modules/.bin/claude --allowedTools Bash" /dev/null <typed >shown 2>/dev/null &
terminal=$!
exec 3>typed
key() { printf "$1" >&3; sleep "${2:-1}"; }
# Waits until the terminal shows it, or so many answers were asked for.
shown() { for _ in {1..200}; do grep -aq "$1" shown && return; sleep 0.1; done; }
shown trust
sleep 1
key '\033[B' 0.5 # to "Yes, I trust this folder"
key '\r' 3
key First.
key '\r'
for _ in {1..200}; do [[ -e work/begun ]] && break; sleep 0.1; done
sleep 2
key '\033' 3
key /exit
key '\r'
exec 3>&-
wait $terminal || true

session=$(find home/.claude/projects -name '*.jsonl')
result=$(grep '"type":"tool_result"' "$session" | grep '"type":"user"' | grep toolUseResult)
of() { grep -o "\"$1\":\"[^\"]*\"" <<<"$result" | head -1 || true; }
has() { grep -c "$1" <<<"$result" || true; }
seen="command begun: $([[ -e work/begun ]] && echo yes); $(of toolUseResult) $(of toolDenialKind), says it was rejected $(has 'The tool use was rejected'), has what was printed $(has 'begun'), toolDenialBeforeRun $(has toolDenialBeforeRun)"
echo "$seen"
if [[ "$seen" != 'command begun: yes; "toolUseResult":"User rejected tool use" "toolDenialKind":"user-rejected", says it was rejected 1, has what was printed 0, toolDenialBeforeRun 0' ]]; then
  echo "This is not what was seen with 2.1.332: the finding no longer holds."
  exit 1
fi

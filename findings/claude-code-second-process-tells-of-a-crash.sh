#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: a second process on a session writes that a call was interrupted which the first one is still running,
# and what it cost is forgotten.
#
# A good guess says: a session that is in use is locked, or told of; a result that says that the session had ended says so of a process that
# died; and the last cost-state is what the whole session has cost.
#
# True is: nothing stops the second process. It writes an error as the result of the running call ("the session ended before this call's
# result …") and an answer that no model gave, and goes on. Then the first process writes the true result of the same call. Its
# cost-state stands last and counts its own requests only.
#
# Why it matters: the first result of a call is false, and so is the only one, as long as the call runs; reading live, one sees a crash that was
# none. Sums of money by the last cost-state are too low.
#
# Real program, clean home, made-up key, scripted server on the loopback. The command waits for the second process.
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
node server.mjs '[{"text":"I wait.","command":"touch ../running; until [ -e ../go ]; do sleep 0.1; done; echo done well"},{"text":"Meanwhile."},{"text":"It was done."}]' &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
claude() {
  (cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 ANTHROPIC_BASE_URL="$url" \
    ANTHROPIC_API_KEY=made-up ANTHROPIC_MODEL=claude-sonnet-4-5 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
    timeout 60 ../node_modules/.bin/claude -p --output-format stream-json --verbose --allowedTools Bash "$@" </dev/null 2>/dev/null)
}
idOf() { grep -o '"session_id":"[^"]*"' "$1" | head -1 | cut -d'"' -f4; }

claude -- "Wait for it." >first &
first=$!
until [[ -e running ]] || ! kill -0 $first 2>/dev/null; do sleep 0.1; done
session=$(basename home/.claude/projects/*/*.jsonl .jsonl)
claude --resume "$session" -- "What now?" >second
touch go
wait $first
file=$(echo home/.claude/projects/*/"$session.jsonl")
said=$(grep '"tool_use_id":"toolu_1"' "$file" | grep '"type":"user"' | grep -o 'Tool call interrupted: the session ended\|done well' | uniq | tr '\n' ';')
costs=$(grep '"type":"cost-state"' "$file" | grep -o '"totalCostUSD":[0-9.]*' | cut -d: -f2 | tail -1)
real=$(grep '"type":"assistant"' "$file" | grep -o '"id":"msg_[0-9]*"' | sort -u | wc -l)
one=$(grep '"type":"result"' second | grep -o '"total_cost_usd":[0-9.]*' | cut -d: -f2)
seen="results: $said requests: $real; last cost-state: $(awk "BEGIN{printf \"%.1f\", $costs/$one}") of them"
echo "$seen"
if [[ "$seen" != 'results: Tool call interrupted: the session ended;done well; requests: 3; last cost-state: 2.0 of them' ]]; then
  echo "This is not what was seen with 2.1.332: the finding no longer holds."
  exit 1
fi

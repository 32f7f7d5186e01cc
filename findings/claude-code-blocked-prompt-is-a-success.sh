#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: a prompt that a hook blocks is a success without a turn, and no prompt of the session.
#
# A good guess says: when a hook refuses what was asked (UserPromptSubmit, exit status 2), the run fails: the exit status, is_error or the
# subtype says so, and the session keeps the refused words as a user line, as it keeps a refused call.
#
# True is: the exit status is 0 and the result says "success", is_error false, with 0 turns; its text, where the answer stands otherwise, is
# a sentence of the program with the hook's command in it. The session has no user line of the prompt: the words stand in a system line "informational", inside a sentence, behind the hook's own command, and in the queue's lines.
#
# Why it matters: whoever counts successes counts runs that never reached a model, and who lists what people asked misses what was refused,
# which is what an audit asks for.
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
  const delta = { stop_reason: turn.command === undefined ? "end_turn" : "tool_use", stop_sequence: null };
  send({ type: "message_delta", delta, usage: { ...usage, output_tokens: 20 } });
  send({ type: "message_stop" });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir -p home work/.claude
cat >work/.claude/settings.json <<'JSON'
{"hooks":{"UserPromptSubmit":[{"hooks":[{"type":"command","command":"grep -q forbidden && { echo 'Not this.' >&2; exit 2; }; exit 0"}]}]}}
JSON
node server.mjs '[{"text":"Roses."}]' &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
claude() {
  (cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 ANTHROPIC_BASE_URL="$url" \
    ANTHROPIC_API_KEY=made-up ANTHROPIC_MODEL=claude-sonnet-4-5 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
    timeout 60 ../node_modules/.bin/claude -p --output-format stream-json --verbose --allowedTools Bash "$@" </dev/null 2>/dev/null)
}

claude -- "What grows here?" >first
status=0
claude --continue -- "This is forbidden." >second || status=$?
session=$(find home/.claude/projects -name '*.jsonl')
users=$(grep -c '"promptSource"' "$session" || true)
said=$(grep -c '"subtype":"informational".*This is forbidden' "$session" || true)
result=$(grep '"type":"result"' second)
of() { grep -o "\"$1\":[^,}]*" <<<"$result" | head -1; }
seen="status $status, $(of subtype), $(of is_error), $(of num_turns), answer-like text $(grep -c "\"result\":\"UserPromptSubmit operation blocked" <<<"$result"); user lines $users of 2, informational lines with the words $said"
echo "$seen"
if [[ "$seen" != 'status 0, "subtype":"success", "is_error":false, "num_turns":0, answer-like text 1; user lines 1 of 2, informational lines with the words 1' ]]; then
  echo "This is not what was seen with 2.1.332: the finding no longer holds."
  exit 1
fi

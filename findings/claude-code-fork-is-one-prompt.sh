#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: in a fork's session file all prompts have one id, and the line with the last prompt names the first.
#
# A good guess says: a copied line keeps what it says, so lines of one promptId are those of one prompt, in a fork as in its parent; and
# last-prompt, which lists of sessions show, is what was asked last in this session.
#
# True is: the copies keep their ids and times, and get the promptId of the fork's own prompt: two prompts have two ids in the parent and one
# in the fork, all three one. last-prompt holds the first prompt of the parent until the end; what the fork was asked is in no such line.
# Nothing in the copied prompts tells that they are copies.
#
# Why it matters: grouping by promptId makes one turn of a whole history, with tokens and calls of days. A list of sessions shows a fork under
# the words of the session it came from, which is there as well.
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

mkdir home work
node server.mjs '[{"text":"Roses."},{"text":"Weeds."},{"text":"Stones."}]' &
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

claude -- "What grows here?" >first
session=$(idOf first)
claude --resume "$session" -- "And there?" >second
claude --resume "$session" --fork-session -- "And below?" >third
fork=$(idOf third)
prompts() { grep '"promptSource"' home/.claude/projects/*/"$1.jsonl" | grep -o '"promptId":"[^"]*"'; }
last=$(grep '"type":"last-prompt"' home/.claude/projects/*/"$fork.jsonl" | grep -o '"lastPrompt":"[^"]*"' | sort -u)
tell() { echo "$(prompts "$1" | wc -l) prompts, $(prompts "$1" | sort -u | wc -l) ids"; }
seen="parent: $(tell "$session"); fork: $(tell "$fork"), $last"
echo "$seen"
if [[ "$seen" != 'parent: 2 prompts, 2 ids; fork: 3 prompts, 1 ids, "lastPrompt":"What grows here?"' ]]; then
  echo "This is not what was seen with 2.1.332: the finding no longer holds."
  exit 1
fi

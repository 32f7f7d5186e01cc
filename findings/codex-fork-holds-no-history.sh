#!/usr/bin/env bash
# @openai/codex 0.171.0: a fork's session file has nothing of what was said before it, but the number of a byte in another file.
#
# A good guess says: a fork begins with a copy of its parent's lines, as other agents have it and older versions of this one had,
# so the file can be moved, sent and read alone; and the ordinals of its lines begin at 0.
#
# True is: the file has the new lines only. What came before is said by `history_base`: a thread's id, an ordinal and a byte offset in
# the parent's file. The ordinals go on where the parent's ended, and the token totals begin at the parent's.
#
# Why it matters: whoever opens, archives or shares a fork has half a conversation that answers a question nobody asked. When the
# parent's file was rewritten, packed or removed, the offset points at nothing. And totals of parent and fork, added up, count the
# parent twice.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @openai/codex@0.171.0

cat >server.mjs <<'JS'
// Answers the n-th request with the n-th of the turns; behind them it refuses.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  if (request.method !== "POST" || !request.url.endsWith("/responses")) return response.writeHead(404).end();
  const turn = turns[asked++];
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event) => response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const content = [{ type: "output_text", text: turn.text, annotations: [] }];
  const message = { type: "message", id: `msg_${asked}`, role: "assistant", status: "completed", content };
  const calls = (turn.calls ?? []).map(([name, given], index) => {
    const id = `${asked}_${index}`;
    return { type: "function_call", id: `fc_${id}`, call_id: `call_${id}`, name, arguments: given };
  });
  const output = [message, ...calls];
  send({ type: "response.created", response: { id: `resp_${asked}` } });
  for (const [output_index, item] of output.entries()) send({ type: "response.output_item.done", output_index, item });
  const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110 };
  send({ type: "response.completed", response: { id: `resp_${asked}`, output, usage } });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir home
node server.mjs '[{"text":"Roses grow here."},{"text":"And weeds there."}]' &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
codex() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 MADE_UP_KEY=made-up \
    timeout 60 node_modules/.bin/codex "$@" --json --skip-git-repo-check -c model=scripted -c model_provider=loopback \
    -c approval_policy=never -c sandbox_mode=danger-full-access \
    -c "model_providers.loopback={name=\"loopback\",base_url=\"$url/v1\",wire_api=\"responses\",env_key=\"MADE_UP_KEY\"}" \
    </dev/null 2>/dev/null
}

codex exec "What grows?" >first
thread=$(grep -o '"thread_id":"[^"]*"' first | head -1 | cut -d'"' -f4)
codex exec fork "$thread" "And there?" >second
parent=$(find home/.codex/sessions -name "*$thread.jsonl")
fork=$(find home/.codex/sessions -name '*.jsonl' ! -name "*$thread.jsonl")
size=$(stat -c %s "$parent")
base=$(grep -o '"history_base":{[^}]*}' "$fork" | sed "s/$thread/PARENT/; s/\"end_byte_offset\":$size/ALL/; s/[0-9][0-9]*/N/")
ordinal=$(sed -n 2p "$fork" | grep -o '"ordinal":[0-9]*' | cut -d: -f2)
follows=$([[ $ordinal -ge $(wc -l <"$parent") ]] && echo yes || echo no)
tokens=$(grep -o '"usage":{"input_tokens":[0-9]*' second | grep -o '[0-9]*$')
seen="of the parent's answer: $(grep -c 'Roses grow here' "$fork" || true) lines; $base; ordinals go on: $follows; input tokens of the fork's run: $tokens"
echo "$seen"
if [[ "$seen" != 'of the parent'"'"'s answer: 0 lines; "history_base":{"thread_id":"PARENT","end_ordinal_exclusive":N,ALL}; ordinals go on: yes; input tokens of the fork'"'"'s run: 200' ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @github/copilot 1.0.102: an answer that reached its limit of tokens is not kept: the session file has its cost and not a word of it.
#
# A good guess says: an answer with finish_reason "length" is kept as far as it came, marked as cut, and what follows goes on behind it.
#
# True is: no assistant.message is written for it. The program asks again within the same prompt and keeps only that answer. Two
# session.usage_record lines stand before one answer; standard output has the lost text as deltas of a message that never ends, and
# says "success" of its request.
#
# Why it matters: tokens of such sessions cannot be matched with answers; long answers, the ones that reach limits, are the ones that
# are missing; and a reader of standard output that shows deltas shows a message that the session does not have.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @github/copilot@1.0.102

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"bash"');
  const turn = isMain ? turns[asked++] : { text: "Scripted." };
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choice, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [] })}\n\n`);
  };
  send({ delta: { role: "assistant", content: turn.text } });
  if (turn.given) {
    const call = { name: "bash", arguments: turn.given };
    send({ delta: { tool_calls: [{ index: 0, id: `call_${asked}`, type: "function", function: call }] } });
  }
  if (turn.breaks) return setTimeout(() => response.destroy(), 3000);
  send({ delta: {}, finish_reason: turn.ends ?? (turn.given ? "tool_calls" : "stop") });
  send(undefined, { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"A long answer that","ends":"length"},{"text":"The other answer."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
copilot() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    COPILOT_PROVIDER_TYPE=openai COPILOT_PROVIDER_BASE_URL="$url/v1" COPILOT_PROVIDER_API_KEY=made-up COPILOT_MODEL=scripted \
    COPILOT_OFFLINE=true COPILOT_AUTO_UPDATE=false \
    timeout 60 ../node_modules/.bin/copilot --allow-all-tools --output-format json "$@" </dev/null 2>/dev/null
}
(cd work && copilot --prompt "Talk." >../printed)
session=$(find home/.copilot/session-state -name events.jsonl)
count() { grep -c "$1" "$2" || true; }
seen="requests $(count '"type":"session.usage_record"' "$session"), answers $(count '"type":"assistant.message"' "$session")"
seen+=", the cut text kept $(count 'A long answer' "$session"), printed $(count '"deltaContent":"A long answer that"' printed), prompts $(count '"type":"user.message"' "$session")"
echo "$seen"
if [[ "$seen" != 'requests 2, answers 1, the cut text kept 0, printed 1, prompts 1' ]]; then
  echo "This is not what was seen with 1.0.102: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @github/copilot 1.0.102: the tokens of a compaction are in none of the session's totals, and its request has no usage record.
#
# A good guess says: every request to the model leaves a session.usage_record, and session.shutdown sums up what the session took.
#
# True is: the request that sums up the conversation is told by session.compaction_complete alone (compactionTokensUsed). There is no
# session.usage_record for it, and the totals of usage_checkpoint and shutdown leave it out, though it sends the whole conversation
# and is mostly the largest request of all.
#
# Why it matters: costs that are computed from records or from the totals are too small for just the long sessions; a sum must take
# compactions from their own events.
#
# Real program, clean home, made-up key, scripted server on the loopback; every answer states 100 tokens in and 10 out.
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

turns='[{"text":"One."},{"text":"A summary."},{"text":"Two."}]'
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
cd work
copilot --prompt "First." >/dev/null
copilot --continue --prompt "/compact" >/dev/null
copilot --continue --prompt "Second." >/dev/null
cd ..
session=$(find home/.copilot/session-state -name events.jsonl)
node -e '
const lines = require("fs").readFileSync(process.argv[1], "utf8").trim().split("\n").map((line) => JSON.parse(line));
const of = (type) => lines.filter((line) => line.type === type).map(({ data }) => data);
const recorded = of("session.usage_record").reduce((sum, { usage }) => sum + usage.inputTokens, 0);
const total = of("session.shutdown").at(-1).modelMetrics.scripted;
const compaction = of("session.compaction_complete").map((data) => data.compactionTokensUsed.inputTokens);
console.log(`records ${recorded}, last total ${total.usage.inputTokens} of ${total.requests.count} requests, compaction ${compaction}`);
' "$session" >said
seen="$(cat said)"
echo "$seen"
if [[ "$seen" != 'records 200, last total 200 of 2 requests, compaction 100' ]]; then
  echo "This is not what was seen with 1.0.102: the finding no longer holds."
  exit 1
fi

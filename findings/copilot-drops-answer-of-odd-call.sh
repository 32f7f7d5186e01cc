#!/usr/bin/env bash
# @github/copilot 1.0.102: an answer whose call has arguments that are no object is not in the session file; the call's error is.
#
# A good guess says: what the model answered is written as it came, and a call with bad arguments gets an error beside it, as one
# with JSON that does not parse does.
#
# True is: for arguments that are JSON but no object (models give lists at times), no assistant.message and no tool.execution_start is
# written, so the text of that answer is lost. What stands there is the usage of the request and a tool.execution_complete for a call
# that is nowhere in the file. The model was told of the error and went on.
#
# Why it matters: results without a call are no damage here; answers are fewer than requests; and who rebuilds what the model saw
# misses a turn. Standard output has the text, in pieces, and no whole message either.
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

turns='[{"text":"I call with a list.","given":"[1,2]"},{"text":"Done."}]'
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
(cd work && copilot --prompt "Call." >../printed)
session=$(find home/.copilot/session-state -name events.jsonl)
count() { grep -c "$1" "$session" || true; }
seen="requests $(count '"type":"session.usage_record"'), answers $(count '"type":"assistant.message"'), starts $(count '"type":"tool.execution_start"')"
seen+=", results $(count '"type":"tool.execution_complete"'), its text in the file $(count 'I call with a list')"
echo "$seen"
if [[ "$seen" != 'requests 2, answers 1, starts 0, results 1, its text in the file 0' ]]; then
  echo "This is not what was seen with 1.0.102: the finding no longer holds."
  exit 1
fi

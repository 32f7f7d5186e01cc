#!/usr/bin/env bash
# @github/copilot 1.0.102: after a crash, a resume writes a result for the call that was running, and prints it without the call.
#
# A good guess says: a call without a result in the session file is how one knows that the program was killed; and what a
# tool.execution_complete says is what a tool said.
#
# True is: the next start with --continue appends a tool.execution_complete for each open call, success false, error.code
# "interrupted", under a model named "resumed". The command may well have succeeded. Standard output of the second run begins with
# that result, though it never printed the call.
#
# Why it matters: a resumed session shows a failed tool where none failed, and no open call; statistics of failures count crashes;
# and on standard output results come for calls that are nowhere in it.
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

turns='[{"text":"I wait.","given":"{\"command\":\"touch running; sleep 20\",\"description\":\"Wait\",\"mode\":\"sync\",\"initial_wait\":30}"},{"text":"On."},{"text":"Nothing more."}]'
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
    ../node_modules/.bin/copilot --allow-all-tools --output-format json "$@" </dev/null 2>/dev/null
}
cd work
set -m
copilot --prompt "Wait." >../first &
agent=$!
set +m
for _ in {1..300}; do [[ -e running ]] && break || sleep 0.1; done
kill -KILL -- "-$agent"
wait "$agent" 2>/dev/null || true
copilot --continue --prompt "Go on." >../second || true
cd ..
session=$(find home/.copilot/session-state -name events.jsonl)
count() { grep -c "$1" "$2" || true; }
before=$(sed '/"session.resume"/,$d' "$session" | grep -c '"type":"tool.execution_complete"' || true)
seen="results before the resume $before, invented by it $(grep '"type":"tool.execution_complete"' "$session" | grep -c '"code":"interrupted"' || true)"
seen+="; its standard output: calls $(count '"type":"tool.execution_start"' second), results $(count '"type":"tool.execution_complete"' second)"
echo "$seen"
if [[ "$seen" != 'results before the resume 0, invented by it 1; its standard output: calls 0, results 1' ]]; then
  echo "This is not what was seen with 1.0.102: the finding no longer holds."
  exit 1
fi

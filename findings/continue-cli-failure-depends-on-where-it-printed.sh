#!/usr/bin/env bash
# @continuedev/cli 1.5.47: a command that ends with exit code 3 has failed when it wrote to standard error, and is done when it wrote to standard
# output; in the second case the code is nowhere.
#
# A good guess says: whether a command failed is told by its exit code, which the session keeps, or by one rule at least.
#
# True is: what a command prints on standard output is its result, whatever its exit code. Only where it printed nothing there, its result is
# an error with the code in prose. `test … || { echo "2 failed"; exit 3; }` is "done"; the same with `>&2` is "errored". The model is told the same.
#
# Why it matters: test runners, linters and compilers report on standard output and end with a code: their failures are successes in the session, and
# those of shells and missing programs are errors. A rate of failed calls measures where programs print.
#
# Real program, clean home, made-up key, scripted server on the loopback. Needs Node 20 or newer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @continuedev/cli@1.5.47

cat >server.mjs <<'JS'
// Answers requests that offer the Bash tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"Bash"');
  const turn = isMain ? (turns[asked++] ?? { text: "Over." }) : { text: "Scripted." };
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choices, more = {}) =>
    response.write(`data: ${JSON.stringify({ id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", choices, ...more })}\n\n`);
  send([{ index: 0, delta: { role: "assistant", content: turn.text }, finish_reason: null }]);
  const tool_calls = (turn.calls ?? []).map((given, index) => {
    return { index, id: `call_${asked}_${index}`, type: "function", function: { name: "Bash", arguments: given } };
  });
  if (tool_calls.length > 0) send([{ index: 0, delta: { tool_calls }, finish_reason: null }]);
  if (turn.breaks) return setTimeout(() => response.destroy(), 200);
  send([{ index: 0, delta: {}, finish_reason: tool_calls.length > 0 ? "tool_calls" : "stop" }]);
  send([], { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS
turns='[{"text":"I count.","calls":["{\"command\":\"echo 2 failed; exit 3\"}","{\"command\":\"echo 2 failed >&2; exit 3\"}"]},{"text":"Two."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cat >config.yaml <<YAML
name: loopback
version: 1.0.0
schema: v1
models:
  - { name: scripted, provider: openai, model: scripted, apiBase: "$url/v1", apiKey: made-up, roles: [chat] }
YAML
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 CONTINUE_TELEMETRY_ENABLED=0 \
  timeout 120 ../node_modules/.bin/cn -p --auto --config ../config.yaml "Count the beds." </dev/null >/dev/null 2>&1)

cat >read.mjs <<'JS'
import { readFileSync, readdirSync } from "node:fs";
const root = "home/.continue/sessions";
const text = readFileSync(`${root}/${readdirSync(root).find((name) => name !== "sessions.json")}`, "utf8");
for (const { parsedArgs, status, output } of JSON.parse(text).history.flatMap(({ toolCallStates }) => toolCallStates ?? [])) {
  console.log(`${parsedArgs.command}: ${status}, ${JSON.stringify(output[0].content)}`);
}
JS
node read.mjs | tee said
if [[ "$(cat said)" != 'echo 2 failed; exit 3: done, "2 failed\n"
echo 2 failed >&2; exit 3: errored, "Error executing tool Bash: Error (exit code 3): 2 failed\n"' ]]; then
  echo "This is not what was seen with 1.5.47: the finding no longer holds."
  exit 1
fi

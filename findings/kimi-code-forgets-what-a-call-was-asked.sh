#!/usr/bin/env bash
# @moonshot-ai/kimi-code 2.1.0: a call whose arguments are no JSON, or were cut by the limit of tokens, is stored as a call without
# arguments, and the answer's end as one that wanted its tools.
#
# A good guess says: a session keeps what the model wrote, so a call that could not be parsed stands there as text, with an error; and an
# answer that reached its limit says so (`max_tokens`), as one without calls does.
#
# True is: the arguments are `{}` in the call that the session holds; the error is that `command` is missing, and the model is told just that.
# What it wrote stands only in a second copy of the message, which is written behind the whole turn: not while it runs, and never when the
# program is killed. Of the cut answer the step's finishReason is "tool_use"; only `rawFinishReason` says "length".
#
# Why it matters: "the model forgot a required argument" is a fault that never happened: a limit that is too small and a model that cannot
# write JSON look alike, and like something else. The model makes the same call again, just as long. Who reads calls where the program
# itself reads them cannot tell what was to be run.
#
# Real program, clean home, made-up key, scripted server on the loopback. Needs Node 22.19 or newer, which it brings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @moonshot-ai/kimi-code@2.1.0 node@24.21.0

cat >server.mjs <<'JS'
// Two answers that call with half of a JSON text, the second at its limit, and one that ends.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = [
  { text: "One.", given: '{"command": "echo half', ends: "tool_calls" },
  { text: "Two.", given: '{"command": "echo half', ends: "length" },
  { text: "Done.", ends: "stop" },
];
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const turn = body.includes('"Bash"') ? turns[asked++] : { text: "Scripted.", ends: "stop" };
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (delta, finish_reason = null, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
  };
  send({ role: "assistant", content: turn.text });
  const call = { name: "Bash", arguments: turn.given };
  if (turn.given) send({ tool_calls: [{ index: 0, id: `call_${asked}`, type: "function", function: call }] });
  send({}, turn.ends, { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir home work
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
(cd work && env -i HOME="$folder/home" PATH="$folder/node_modules/.bin:$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
  KIMI_MODEL_NAME=scripted KIMI_MODEL_API_KEY=made-up KIMI_MODEL_BASE_URL="$url/v1" KIMI_MODEL_PROVIDER_TYPE=kimi KIMI_CODE_NO_AUTO_UPDATE=1 \
  timeout 60 kimi --output-format stream-json --prompt "Call." </dev/null >/dev/null 2>&1)

cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const lines = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line));
for (const { type, event, message } of lines) {
  if (event?.type === "tool.call") console.log(`call ${JSON.stringify(event.args)}`);
  if (event?.type === "tool.result") console.log(`result ${/required property/.test(event.result.output) ? "asks for a missing argument" : "says something else"}`);
  if (event?.type === "step.end") console.log(`ended ${event.finishReason}, raw ${event.rawFinishReason}`);
  if (type === "agent.message.appended") for (const call of message.message.toolCalls ?? []) console.log(`behind the turn ${call.arguments}`);
}
JS
seen=$(node read.mjs "$(find home/.kimi-code/sessions -name wire.jsonl)")
echo "$seen"
if [[ "$seen" != 'call {}
result asks for a missing argument
ended tool_use, raw tool_calls
call {}
result asks for a missing argument
ended tool_use, raw length
ended end_turn, raw stop
behind the turn {"command": "echo half
behind the turn {"command": "echo half' ]]; then
  echo "This is not what was seen with 2.1.0: the finding no longer holds."
  exit 1
fi

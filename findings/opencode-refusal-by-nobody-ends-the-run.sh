#!/usr/bin/env bash
# opencode-ai 1.18.33: where `opencode run` may not ask, a call that needs a permission is refused in the user's name, and the run ends there: the
# model is not told, there is no answer, and the program ends with 0.
#
# A good guess says: a refused call is a failed one, whose result goes to the model as that of a file that is not there does; and a run that
# ends without an answer says so by its exit code or by a line of the type "error".
#
# True is: the call is an error with the words "The user rejected permission to use this specific tool call.", though no user was asked (standard
# error says "auto-rejecting"). The other calls of the answer are run to their end, and the last line is a `step_finish` with the reason
# "tool-calls", which means elsewhere that more comes. No request follows.
#
# Why it matters: a run in a pipeline that read one file outside of its folder looks like one that was killed between two steps, by its output, and
# like a good one by its exit code. The words blame a person who was not there.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund opencode-ai@1.18.33

cat >server.mjs <<'JS'
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
// A file that is not there, and one that is outside of the folder where the program works.
const paths = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = JSON.parse(body).tools?.length > 0;
  const path = isMain ? paths[asked++] : undefined;
  if (isMain) appendFileSync("asked", `${asked}\n`);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choices, more = {}) =>
    response.write(`data: ${JSON.stringify({ id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", choices, ...more })}\n\n`);
  send([{ index: 0, delta: { role: "assistant", content: path ? "I look." : "Done." }, finish_reason: null }]);
  const text = JSON.stringify({ filePath: path });
  const call = { index: 0, id: `call_${asked}`, type: "function", function: { name: "read", arguments: text } };
  if (path) send([{ index: 0, delta: { tool_calls: [call] }, finish_reason: null }]);
  send([{ index: 0, delta: {}, finish_reason: path ? "tool_calls" : "stop" }]);
  send([], { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir home project elsewhere
echo tulips >elsewhere/beds.txt
node server.mjs "[\"$folder/project/nothing.txt\",\"$folder/elsewhere/beds.txt\"]" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cat >project/opencode.json <<JSON
{"model":"loop/scripted","small_model":"loop/scripted","autoupdate":false,"share":"disabled","provider":{"loop":{"npm":"@ai-sdk/openai-compatible",
"options":{"baseURL":"$url/v1","apiKey":"made-up"},"models":{"scripted":{"limit":{"context":100000,"output":8000}}}}}}
JSON
code=0
(cd project && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 OPENCODE_DISABLE_MODELS_FETCH=1 \
  timeout 120 ../node_modules/.bin/opencode run --format json "Read the beds." </dev/null >../printed 2>../complaints) || code=$?

cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const lines = readFileSync("printed", "utf8").trim().split("\n").map((line) => JSON.parse(line));
for (const { type, part } of lines) {
  if (type === "tool_use") console.log(`tool_use ${part.state.status}: ${part.state.error.split(/[.:]/)[0]}`);
  else console.log(type, part?.text ?? part?.reason ?? "");
}
JS
node read.mjs | sed 's/ $//' >said
echo "exit code $code, the model was asked $(wc -l <asked) times, standard error says auto-rejecting $(grep -c auto-rejecting complaints) time" >>said
cat said
if [[ "$(cat said)" != 'step_start
text I look.
tool_use error: File not found
step_finish tool-calls
step_start
text I look.
tool_use error: The user rejected permission to use this specific tool call
step_finish tool-calls
exit code 0, the model was asked 2 times, standard error says auto-rejecting 1 time' ]]; then
  echo "This is not what was seen with 1.18.33: the finding no longer holds."
  exit 1
fi

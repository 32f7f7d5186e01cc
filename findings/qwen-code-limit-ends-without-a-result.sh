#!/usr/bin/env bash
# @qwen-code/qwen-code 0.24.4: a run that meets its limit of calls or turns prints no result, and the session does not know that the calls were refused.
#
# A good guess says: `--output-format stream-json` ends with a line of type "result", whose subtype says that a limit was met, as in the program it
# takes its format from; and a call that was refused has a result in the session, as every other one.
#
# True is: the limit is a sentence on standard error and an exit status (55 of calls, 53 of turns). Standard output just stops. Of two calls over the
# limit the first gets a result there ("Tool call cancelled before execution"), the second none. The session file has none of
# either: both calls are open, as if the program had been killed while they ran. After the limit of turns it ends behind a result, as
# if the program had been killed before it asked on.
#
# Why it matters: runs that were stopped on purpose look like crashes in both files; the calls look as if they may have been done, and were not.
# Whoever waits for the result waits for ever.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @qwen-code/qwen-code@0.24.4

cat >server.mjs <<'JS'
// Answers requests that offer the run_shell_command tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"run_shell_command"');
  const turn = isMain ? (turns[asked++] ?? { text: "Over." }) : { text: "Scripted." };
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choices, more = {}) =>
    response.write(`data: ${JSON.stringify({ id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", choices, ...more })}\n\n`);
  send([{ index: 0, delta: { role: "assistant", content: turn.text }, finish_reason: null }]);
  const tool_calls = (turn.calls ?? []).map((given, index) => {
    return { index, id: `call_${asked}_${index}`, type: "function", function: { name: "run_shell_command", arguments: given } };
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
command() { printf '"{\\"command\\":\\"echo %s\\",\\"description\\":\\"Counts\\",\\"is_background\\":false}"' "$1"; }
turns="[{\"text\":\"Both.\",\"calls\":[$(command 1),$(command 2)]},{\"text\":\"One.\",\"calls\":[$(command 3)]},{\"text\":\"Two.\",\"calls\":[$(command 4)]}]"
mkdir -p home/.qwen work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
echo '{"security":{"auth":{"selectedType":"openai"}},"privacy":{"usageStatisticsEnabled":false},"memory":{"enableManagedAutoMemory":false}}' >home/.qwen/settings.json
qwen() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 OPENAI_API_KEY=made-up \
    OPENAI_BASE_URL="$url/v1" OPENAI_MODEL=scripted timeout 120 ../node_modules/.bin/qwen --output-format stream-json --yolo "$@" </dev/null 2>/dev/null
}
cd work
for limit in --max-tool-calls --max-session-turns; do
  status=0
  qwen "$limit" 1 --prompt "Count." >../printed$limit || status=$?
  cat $(find ../home/.qwen/projects -name '*.jsonl' -path '*/chats/*') >../session$limit
  find ../home/.qwen/projects -name '*.jsonl' -delete
  echo "$status" >../status$limit
done
cd ..

cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const linesOf = (name) => readFileSync(name, "utf8").trim().split("\n").map((line) => JSON.parse(line));
for (const limit of ["--max-tool-calls", "--max-session-turns"]) {
  const printed = linesOf(`printed${limit}`);
  const blocks = printed.flatMap(({ message }) => (Array.isArray(message?.content) ? message.content : []));
  const parts = linesOf(`session${limit}`).flatMap(({ message }) => message?.parts ?? []);
  const count = (list, has) => list.filter(has).length;
  console.log(`${limit}: exit status ${readFileSync(`status${limit}`, "utf8").trim()}, a result is printed ${printed.some(({ type }) => type === "result")}`);
  console.log(`  printed: ${count(blocks, ({ type }) => type === "tool_use")} calls, ${count(blocks, ({ type }) => type === "tool_result")} results`);
  console.log(`  session: ${count(parts, ({ functionCall }) => functionCall)} calls, ${count(parts, ({ functionResponse }) => functionResponse)} results`);
}
JS
node read.mjs | tee said
if [[ "$(cat said)" != '--max-tool-calls: exit status 55, a result is printed false
  printed: 2 calls, 1 results
  session: 2 calls, 0 results
--max-session-turns: exit status 53, a result is printed false
  printed: 1 calls, 1 results
  session: 1 calls, 1 results' ]]; then
  echo "This is not what was seen with 0.24.4: the finding no longer holds."
  exit 1
fi

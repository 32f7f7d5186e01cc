#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: a run that the program stopped since the model repeated itself ends as a success, and the session file has
# neither the stop nor the calls that led to it.
#
# A good guess says: a run that was given up is no success, as one that reached the limit of turns is none; what stopped it stands
# in the session; and every call that the model made is there, as one that was refused is.
#
# True is: after four equal calls the fifth is not done. A user's line that nobody typed ("System: Potential loop detected.") asks
# the model to think again, and when it calls the same once more, the run ends: exit status 0, "status":"success", and before it a
# line of type error with the severity "warning". Of six calls that the model made four are printed and stored, and the tokens of the
# other two answers are in no total. The session file takes the program's line out again and says nothing of a loop; it ends as
# if an answer were still to come.
#
# Why it matters: a task that was given up in its middle counts as done by status, exit code and severity; what the model wanted
# when it was stopped is nowhere; and a reader of the session alone takes the run for one that was killed.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @google/gemini-cli@0.61.0

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/streamGenerateContent/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"run_shell_command"');
  const turn = isMain ? turns[asked++] : { text: "Scripted." };
  writeFileSync("asked", String(asked));
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (part, more = {}) => {
    const candidate = { index: 0, content: { role: "model", parts: [part] }, ...more };
    const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 10, totalTokenCount: 110 };
    response.write(`data: ${JSON.stringify({ candidates: [candidate], ...(more.finishReason && { usageMetadata }) })}\n\n`);
  };
  send({ text: turn.text });
  if (turn.command) send({ functionCall: { name: "run_shell_command", args: { command: turn.command } } });
  send({ text: "" }, { finishReason: turn.ends ?? "STOP" });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns="[$(printf '{"text":"I look.","command":"echo same"},%.0s' 1 2 3 4 5 6 7 8 9)"'{"text":"Done."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.gemini
echo '{"security":{"auth":{"selectedType":"gemini-api-key"}},"privacy":{"usageStatisticsEnabled":false}}' >home/.gemini/settings.json
gemini() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    GEMINI_API_KEY=made-up GOOGLE_GEMINI_BASE_URL="$url" GEMINI_CLI_TRUST_WORKSPACE=true GEMINI_CLI_NO_RELAUNCH=true \
    ../node_modules/.bin/gemini --model gemini-2.5-pro --output-format stream-json --yolo "$@" </dev/null 2>/dev/null
}
cd work
status=0
gemini --prompt "Look." >../printed || status=$?
cd ..
cat $(find home/.gemini/tmp -name 'session-*.jsonl') >session
node -e '
const { readFileSync } = require("fs");
const records = (name) => readFileSync(name, "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
const printed = records("printed");
const session = records("session");
const result = printed.at(-1);
const error = printed.find(({ type }) => type === "error");
const calls = new Set(session.flatMap(({ toolCalls = [] }) => toolCalls.map(({ id }) => id)));
const asked = session.findIndex(({ type, content }) => type === "user" && /^System: Potential loop/.test(content[0].text));
const list = session.findLastIndex(({ $set }) => $set?.messages !== undefined);
const isGone = asked >= 0 && list > asked && !JSON.stringify(session[list]).includes("Potential loop");
const given = readFileSync("asked", "utf8");
console.log(`answers ${given}, counted ${result.stats.output_tokens / 10}, calls printed ${printed.filter(({ type }) => type === "tool_use").length}, stored ${calls.size}`);
console.log(`${error.severity}: ${error.message}; result ${result.status}; asked in the user\u0027s name ${asked >= 0}, taken out ${isGone}`);
' >said
seen="$(paste -sd ';' said); exit status $status"
echo "$seen"
if [[ "$seen" != 'answers 6, counted 4, calls printed 4, stored 4;warning: Loop detected, stopping execution; result success; asked in the user'"'"'s name true, taken out true; exit status 0' ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

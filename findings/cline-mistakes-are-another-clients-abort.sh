#!/usr/bin/env bash
# cline 3.0.65: a run that is given up since the model got its calls wrong three times says that another client aborted it, is "cancelled" in its
# manifest, and its exit status is 0.
#
# A good guess says: what gives up by itself says so: a reason such as "mistake_limit", an error, a failed run, an exit status other than 0.
#
# True is: after three answers with calls that could not be run, the run ends with finishReason "aborted" and, as its last line, a run_aborted
# whose reason is "external_abort": "aborted by another client". The session's manifest says "cancelled" and exit code 0, as after
# Ctrl-C. There was no other client and nobody pressed anything.
#
# Why it matters: failures of the model are counted as people who stopped the program; scripts that look at the exit status go on; and who
# looks for the other client looks for long. Only the error events before the end tell what it was.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund cline@3.0.65

cat >server.mjs <<'JS'
// Answers requests that offer the run_commands tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"run_commands"');
  const turn = isMain ? (turns[asked++] ?? { text: "Over." }) : { text: "Scripted." };
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choices, more = {}) =>
    response.write(`data: ${JSON.stringify({ id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", choices, ...more })}\n\n`);
  send([{ index: 0, delta: { role: "assistant", content: turn.text }, finish_reason: null }]);
  const tool_calls = (turn.calls ?? []).map((given, index) => {
    return { index, id: `call_${asked}_${index}`, type: "function", function: { name: "run_commands", arguments: given } };
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
turns='[{"text":"One.","calls":["{}"]},{"text":"Two.","calls":["{}"]},{"text":"Three.","calls":["{}"]},{"text":"Four."}]'
mkdir -p home/.cline/data/settings work
node server.mjs "$turns" &
server=$!
# The program leaves one of its own at work in the background, which is told the folder.
trap 'kill $server; { pgrep -f -- "--cwd $folder" || true; } | xargs -r kill; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cat >home/.cline/data/settings/providers.json <<JSON
{"version":1,"lastUsedProvider":"openai-compatible","modes":{},"providers":{"openai-compatible":{"settings":{"provider":"openai-compatible",
"apiKey":"made-up","model":"scripted","baseUrl":"$url/v1"},"updatedAt":"2026-11-01T10:00:00.000Z","tokenSource":"manual"}}}
JSON
status=0
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
  timeout 120 ../node_modules/.bin/cline --json -c "$folder/work" "Count the beds." </dev/null >../printed 2>../complaints) || status=$?
echo "$status" >status

cat >read.mjs <<'JS'
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
const events = readFileSync("printed", "utf8").trim().split("\n").map((line) => JSON.parse(line));
const root = join("home/.cline/data/sessions", readdirSync("home/.cline/data/sessions")[0]);
const manifest = JSON.parse(readFileSync(join(root, readdirSync(root).find((name) => /_[^.]*\.json$/.test(name))), "utf8"));
const last = events.at(-1);
console.log(`exit status ${readFileSync("status", "utf8").trim()}, ${events.filter(({ event }) => event?.type === "iteration_start").length} answers`);
console.log(`run_result: ${events.find(({ type }) => type === "run_result").finishReason}; last line: ${last.type}, ${last.reason}, ${last.message}`);
console.log(`manifest: ${manifest.status}, exit code ${manifest.exit_code}`);
JS
node read.mjs | tee said
if [[ "$(cat said)" != 'exit status 0, 3 answers
run_result: aborted; last line: run_aborted, external_abort, aborted by another client
manifest: cancelled, exit code 0' ]]; then
  echo "This is not what was seen with 3.0.65: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: what "Summarize up to here" keeps hangs on no line that comes after it.
#
# A good guess says: a compaction's boundary names by logicalParentUuid the last line of what was said before it, so whoever walks up from
# the session's end by parentUuid and logicalParentUuid meets every prompt that was not taken back.
#
# True is: with /rewind a person may have only what came before a prompt summed up ("Summarize up to here"). That prompt and all behind
# it are kept, and the model is told them in full. But the boundary says that it stands behind the line before that prompt: the way up
# leads from the boundary to what was summed up, and what was kept lies on a branch of its own, as a prompt lies that was rewound. Only a
# list of ids in the boundary (preservedMessages) tells.
#
# Why it matters: a viewer that follows the parents shows as discarded just what the model still knows, and shows what it no longer knows.
#
# Real program in a terminal, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/claude-code@2.1.332

cat >server.mjs <<'JS'
// Answers each request of the conversation with a word more, and the request for a summary with one.
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!new URL(request.url, "http://127.0.0.1").pathname.endsWith("/messages")) return response.writeHead(404).end("{}");
  const isSummary = body.includes("Your task is to create");
  const isAsked = body.includes('"name":"Bash"') && !isSummary;
  const text = isSummary ? "<summary>Flowers.</summary>" : isAsked ? ["Roses.", "Tulips.", "Figs.", "Plums."][asked++] : "Nothing.";
  if (isAsked) appendFileSync("requests", `${body}\n`);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (data) => response.write(`event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
  const usage = { input_tokens: 1000, output_tokens: 1 };
  const message = { id: `msg_${asked}`, type: "message", role: "assistant", model: "claude-sonnet-4-5", content: [] };
  send({ type: "message_start", message: { ...message, stop_reason: null, usage } });
  send({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } });
  send({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text } });
  send({ type: "content_block_stop", index: 0 });
  send({ type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { ...usage, output_tokens: 20 } });
  send({ type: "message_stop" });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir -p home work
cat >home/.claude.json <<'JSON'
{"hasCompletedOnboarding":true,"theme":"dark","customApiKeyResponses":{"approved":["made-up"],"rejected":[]}}
JSON
touch requests
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkfifo typed
env -i HOME="$folder/home" PATH="$PATH" TERM=xterm-256color HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
  ANTHROPIC_BASE_URL="$url" ANTHROPIC_API_KEY=made-up ANTHROPIC_MODEL=claude-sonnet-4-5 \
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
  timeout 120 script -qfec "cd work; stty rows 50 cols 150; exec ../node_modules/.bin/claude" /dev/null <typed >shown 2>/dev/null &
terminal=$!
exec 3>typed
key() { printf "$1" >&3; sleep "${2:-1}"; }
# Waits until the terminal shows it, or so many answers were asked for.
shown() { for _ in {1..200}; do grep -aq "$1" shown && return; sleep 0.1; done; }
asked() { for _ in {1..200}; do [[ $(wc -l <requests) -ge $1 ]] && break; sleep 0.1; done; sleep 2; }
shown trust
sleep 1
key '\033[B' 0.5 # to "Yes, I trust this folder"
key '\r' 3
number=0
for prompt in First. Second. Third.; do
  key "$prompt"
  key '\r'
  asked $((++number))
done
key /rewind
key '\r' 2
key '\033[A'
key '\033[A' # to "Second."
key '\r' 2
key 3 4 # "Summarize up to here"
key '\025'
key Fourth.
key '\r'
asked 4
key /exit
key '\r'
exec 3>&-
wait $terminal || true

session=$(find home/.claude/projects -name '*.jsonl')
cat >walk.mjs <<'JS'
// The prompts that are met on the way up from the last answer, by both names of a parent; those that the boundary keeps; and those that the
// last request held.
import { readFileSync } from "node:fs";
const lines = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line));
const byId = new Map(lines.filter(({ uuid }) => uuid).map((line) => [line.uuid, line]));
const wordsOf = (line) => (line?.type === "user" && /^(First|Second|Third|Fourth)\.$/.exec(line.message.content)?.[1]) || undefined;
const met = [];
for (let line = lines.findLast(({ type }) => type === "assistant"); line; line = byId.get(line.parentUuid ?? line.logicalParentUuid))
  met.unshift(wordsOf(line));
const boundary = lines.find(({ subtype }) => subtype === "compact_boundary");
const kept = boundary.compactMetadata.preservedMessages.uuids.map((id) => wordsOf(byId.get(id)));
const sent = readFileSync("requests", "utf8").trim().split("\n").at(-1);
const told = ["First", "Second", "Third", "Fourth"].filter((word) => sent.includes(`"${word}."`));
const list = (words) => words.filter(Boolean).join(" ");
console.log(`met on the way up: ${list(met)}; kept by the boundary: ${list(kept)}; told to the model: ${list(told)}`);
JS
seen=$(node walk.mjs "$session")
echo "$seen"
if [[ "$seen" != "met on the way up: First Fourth; kept by the boundary: Second Third; told to the model: Second Third Fourth" ]]; then
  echo "This is not what was seen with 2.1.332: the finding no longer holds."
  exit 1
fi

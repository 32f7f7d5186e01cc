#!/usr/bin/env bash
# @openai/codex 0.171.0: an answer that a client puts into a thread looks like the model's own in the session.
#
# A good guess says: what a client injects (thread/inject_items of the app-server) is marked as such, in the session and for whoever
# listens.
#
# True is: it is a response_item like any other, a message of role assistant with an id in the program's usual form, in the turn that was last.
# Listeners are told nothing. Only what is missing tells: a model's answer has an event item_completed of its id, and this has none.
#
# Why it matters: answers counted by their messages are too many, a last answer may be nobody's, and tokens per answer are too few; an audit
# cannot tell words that were put into a model's mouth but by the gap.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @openai/codex@0.171.0

cat >server.mjs <<'JS'
// Answers the n-th request with the n-th of the turns; behind them it refuses.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  if (request.method !== "POST" || !request.url.endsWith("/responses")) return response.writeHead(404).end();
  const turn = turns[asked++] ?? { status: 400 };
  writeFileSync("asked", String(asked));
  if (turn.status) return response.writeHead(turn.status).end(JSON.stringify({ error: { message: "scripted" } }));
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event) => response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const content = [{ type: "output_text", text: turn.text, annotations: [] }];
  const item = { type: "message", id: `msg_${asked}`, role: "assistant", status: "completed", content };
  send({ type: "response.created", response: { id: `resp_${asked}` } });
  send({ type: "response.output_item.done", output_index: 0, item });
  if (turn.breaks) return setTimeout(() => response.destroy(), 200);
  const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110 };
  send({ type: "response.completed", response: { id: `resp_${asked}`, output: [item], usage } });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir home
node server.mjs '[{"text":"Roses."}]' &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkfifo typed
server_args=(-c model=scripted -c model_provider=loopback
  -c "model_providers.loopback={name=\"loopback\",base_url=\"$url/v1\",wire_api=\"responses\",env_key=\"MADE_UP_KEY\"}")
env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 MADE_UP_KEY=made-up \
  timeout 60 node_modules/.bin/codex app-server "${server_args[@]}" <typed >printed 2>/dev/null &
app=$!
exec 3>typed
say() { echo "$1" >&3; }
# Waits until so many lines hold the text.
await() { for _ in {1..300}; do [[ $(grep -c "$1" printed) -ge $2 ]] && return; sleep 0.1; done; }
say '{"id":1,"method":"initialize","params":{"clientInfo":{"name":"scripted","title":"S","version":"1"},"capabilities":{"experimentalApi":true}}}'
await '"id":1' 1
say '{"method":"initialized"}'
say '{"id":2,"method":"thread/start","params":{}}'
await '"id":2' 1
thread=$(grep '"id":2' printed | grep -o '"thread":{.*' | grep -o '"id":"[0-9a-f-]*"' | head -1 | cut -d'"' -f4)
turn() { say '{"id":'"$1"',"method":"turn/start","params":{"threadId":"'"$thread"'","input":[{"type":"text","text":"'"$2"'","text_elements":[]}]}}'; }
turn 3 "What grows?"
await '"method":"turn/completed"' 1
item() { echo '{"type":"message","role":"'"$1"'","content":[{"type":"'"$2"'","text":"'"$3"'"}]}'; }
before=$(wc -l <printed)
items="$(item user input_text 'And weeds?'),$(item assistant output_text 'No weeds.')"
say '{"id":4,"method":"thread/inject_items","params":{"threadId":"'"$thread"'","items":['"$items"']}}'
await '"id":4' 1
sleep 1
after=$(wc -l <printed)
exec 3>&-
wait "$app" || true
session=$(find home/.codex/sessions -name '*.jsonl')
answers=$(grep -c '"type":"response_item".*"role":"assistant"' "$session" || true)
announced=$(grep -c '"type":"item_completed".*"type":"AgentMessage"' "$session" || true)
members() { grep '"role":"assistant"' "$session" | grep "$1" | node -e 'console.log(Object.keys(JSON.parse(require("fs").readFileSync(0, "utf8")).payload).filter((name) => name !== "status").sort().join(" "))'; }
same=no
[[ "$(members Roses)" == "$(members weeds)" ]] && same=yes
seen="answers in the session $answers, announced $announced, of the same members $same; lines told of it $((after - before))"
echo "$seen"
if [[ "$seen" != "answers in the session 2, announced 1, of the same members yes; lines told of it 1" ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

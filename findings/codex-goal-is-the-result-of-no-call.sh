#!/usr/bin/env bash
# @openai/codex 0.171.0: what a person sets as a thread's goal stands in the session as the result of a call that nobody made.
#
# A good guess says: words of a person are a message of role user with an event beside it, so prompts are user messages; and a
# function_call_output belongs to a function_call by its call_id.
#
# True is: the goal (thread/goal/set of the app-server, /goal in a terminal) begins a turn by itself, and its words are a function_call_output
# with a name and a namespace (agent, goal_objective) and without any call_id. The message of role user in that turn is the program's own.
#
# Why it matters: who lists what people asked misses what the whole turn is about, and who pairs results with calls finds an orphan, or all
# goals under one empty id.
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
node server.mjs '[{"text":"Roses."},{"text":"One, two, three."}]' &
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
say '{"id":4,"method":"thread/goal/set","params":{"threadId":"'"$thread"'","objective":"Count to three."}}'
await '"method":"turn/completed"' 2
say '{"id":5,"method":"thread/goal/clear","params":{"threadId":"'"$thread"'"}}'
await '"id":5' 1
exec 3>&-
wait "$app" || true
session=$(find home/.codex/sessions -name '*.jsonl')
output=$(grep '"type":"function_call_output"' "$session" | grep 'Count to three' | head -1)
of() { grep -o "\"$1\":\"[^\"]*\"" <<<"$output" | head -1 || true; }
calls=$(grep -c '"type":"function_call",' "$session" || true)
users=$(grep '"role":"user"' "$session" | grep -c 'Count to three' || true)
seen="calls $calls, its result: $(of name) $(of namespace) call_id: $(of call_id); user messages with the words $users"
seen=${seen//\"/}
echo "$seen"
if [[ "$seen" != "calls 0, its result: name:goal_objective namespace:agent call_id: ; user messages with the words 0" ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @openai/codex 0.171.0: words that were taken into a turn which is then stopped are nowhere.
#
# A good guess says: what a person says while the agent works (turn/steer) stands in the session once the program has taken it; a
# turn that is stopped keeps what was said in it, and the next one goes on from there.
#
# True is: the request is answered with the id of the turn, but the words wait for the next request to the model. When the turn is stopped before,
# they are dropped: no item tells of them, the session file does not hold them, and the model never hears them, in the next turn neither.
#
# Why it matters: a person corrects the agent, sees that it does not listen, and stops it: just these words are in no transcript. Who wants all that people said
# has to keep the client's side of the connection.
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
  let body = "";
  for await (const part of request) body += part;
  if (body.includes("Mind the snails.")) writeFileSync("heard", "1");
  if (request.method !== "POST" || !request.url.endsWith("/responses")) return response.writeHead(404).end();
  const turn = turns[asked++] ?? { status: 400 };
  writeFileSync("asked", String(asked));
  if (turn.status) return response.writeHead(turn.status).end(JSON.stringify({ error: { message: "scripted" } }));
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event) => response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const content = [{ type: "output_text", text: turn.text, annotations: [] }];
  if (turn.holds) return;
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
node server.mjs '[{"text":"Roses.","holds":true},{"text":"Tulips."}]' &
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
await '"method":"turn/started"' 1
await '"type":"userMessage"' 2
running=$(grep '"method":"turn/started"' printed | grep -o '"turn":{"id":"[^"]*"' | cut -d'"' -f6)
say '{"id":4,"method":"turn/steer","params":{"threadId":"'"$thread"'","expectedTurnId":"'"$running"'","input":[{"type":"text","text":"Mind the snails.","text_elements":[]}]}}'
await '"id":4' 1
say '{"id":5,"method":"turn/interrupt","params":{"threadId":"'"$thread"'","turnId":"'"$running"'"}}'
await '"method":"turn/completed"' 1
turn 6 "And there?"
await '"method":"turn/completed"' 2
exec 3>&-
wait "$app" || true
session=$(find home/.codex/sessions -name '*.jsonl')
taken=$(grep '"id":4' printed | grep -c "\"turnId\":\"$running\"" || true)
count() { grep -c "$1" "$2" || true; }
heard=$([[ -e heard ]] && echo yes || echo no)
seen="taken $taken; in items $(count snails printed), in the session $(count snails "$session"), heard $heard; the next prompt $(count 'And there' "$session")"
echo "$seen"
if [[ "$seen" != "taken 1; in items 0, in the session 0, heard no; the next prompt 2" ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

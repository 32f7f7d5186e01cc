#!/usr/bin/env bash
# @openai/codex 0.171.0: a question that no person was ever asked reads as one that a person left without an answer.
#
# A good guess says: when the model asks a person (request_user_input) and the program that drives the app-server cannot ask anybody, it answers
# the request with an error; the call then has failed, the model is told so, and the session says so.
#
# True is: the model is told {"answers":{}}, word for word what it is told when somebody saw the question and answered nothing. The session holds the same
# output for both, serverRequest/resolved is sent for both, and both turns are completed. What the client said is nowhere.
#
# Why it matters: who reads a session back cannot tell "nobody was there" from "left it open", and the model goes on as if its
# user had no opinion. Only a log of what the client sent tells the two apart.
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
  const turn = turns[asked++];
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event) => response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const content = [{ type: "output_text", text: turn.text, annotations: [] }];
  const message = { type: "message", id: `msg_${asked}`, role: "assistant", status: "completed", content };
  const call = { type: "function_call", id: `fc_${asked}`, call_id: `call_${asked}`, ...turn.call };
  const item = turn.call ? call : message;
  send({ type: "response.created", response: { id: `resp_${asked}` } });
  send({ type: "response.output_item.done", output_index: 0, item });
  const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110 };
  send({ type: "response.completed", response: { id: `resp_${asked}`, output: [item], usage } });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir home
question='{"name":"request_user_input","arguments":"{\"questions\":[{\"id\":\"way\",\"header\":\"Way\",\"question\":\"Which?\",\"options\":[{\"label\":\"Left\",\"description\":\"L\"},{\"label\":\"Right\",\"description\":\"R\"}]}]}"}'
node server.mjs '[{"call":'"$question"'},{"text":"One."},{"call":'"$question"'},{"text":"Two."}]' &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkfifo typed
server_args=(-c model=scripted -c model_provider=loopback
  -c "model_providers.loopback={name=\"loopback\",base_url=\"$url/v1\",wire_api=\"responses\",env_key=\"MADE_UP_KEY\"}")
env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 MADE_UP_KEY=made-up \
  timeout 120 node_modules/.bin/codex app-server "${server_args[@]}" <typed >printed 2>/dev/null &
app=$!
exec 3>typed
say() { echo "$1" >&3; }
# Waits until so many lines hold the text.
await() { for _ in {1..600}; do [[ $(grep -c "$1" printed) -ge $2 ]] && return; sleep 0.1; done; }
say '{"id":1,"method":"initialize","params":{"clientInfo":{"name":"scripted","title":"S","version":"1"},"capabilities":{"experimentalApi":true}}}'
await '"id":1' 1
say '{"method":"initialized"}'
say '{"id":2,"method":"thread/start","params":{}}'
await '"id":2' 1
thread=$(grep '"id":2' printed | grep -o '"thread":{.*' | grep -o '"id":"[0-9a-f-]*"' | head -1 | cut -d'"' -f4)
plan='"collaborationMode":{"mode":"plan","settings":{"model":"scripted","reasoning_effort":null,"developer_instructions":null}}'
turn() { say '{"id":'"$1"',"method":"turn/start","params":{"threadId":"'"$thread"'","input":[{"type":"text","text":"Ask me.","text_elements":[]}],'"$plan"'}}'; }
# The number of the last request to ask.
asked() { grep '"method":"item/tool/requestUserInput"' printed | tail -1 | grep -o '"id":[0-9]*' | head -1 | cut -d: -f2; }
turn 3
await '"method":"item/tool/requestUserInput"' 1
say '{"id":'"$(asked)"',"error":{"code":-32000,"message":"Nobody is here."}}'
await '"method":"turn/completed"' 1
turn 4
await '"method":"item/tool/requestUserInput"' 2
say '{"id":'"$(asked)"',"result":{"answers":{}}}'
await '"method":"turn/completed"' 2
exec 3>&-
wait "$app" || true
session=$(find home/.codex/sessions -name '*.jsonl')
outputs=$(grep '"type":"function_call_output"' "$session" | grep -oE '"output":"([^"\\]|\\.)*"' | sort | uniq -c | tr -s ' ')
resolved=$(grep -c '"method":"serverRequest/resolved"' printed || true)
completed=$(grep '"method":"turn/completed"' printed | grep -c '"status":"completed"' || true)
said=$( (grep -c 'Nobody is here' printed "$session" || true) | cut -d: -f2 | paste -sd+ | tr + ' ')
seen="outputs:$outputs; resolved $resolved, turns completed $completed; lines with the client's words: $said"
echo "$seen"
if [[ "$seen" != 'outputs: 2 "output":"{\"answers\":{}}"; resolved 2, turns completed 2; lines with the client'"'"'s words: 0 0' ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

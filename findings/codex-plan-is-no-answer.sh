#!/usr/bin/env bash
# @openai/codex 0.171.0: an answer that is a plan is no answer to everything but the model's history.
#
# A good guess says: each answer of the model is told as an AgentMessage (agentMessage for the app-server) under the id that it has in the history, and the
# turn's end repeats the last one.
#
# True is: in the mode for plans what stands between the tags of a proposed plan is taken out of the answer and told as an item Plan under an id of
# its own. Where the answer says nothing else there is no AgentMessage at all, last_agent_message is null, and the turn that the app-server
# completes has no items. Only the history has the answer, with its tags.
#
# Why it matters: who takes answers from the events, or from the end of a turn, shows a turn in which the model worked and said nothing; who takes what no
# event tells for something that was put into the history hides the plan.
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
node server.mjs '[{"text":"<proposed_plan>\n1. Dig.\n</proposed_plan>"}]' &
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
plan='"collaborationMode":{"mode":"plan","settings":{"model":"scripted","reasoning_effort":null,"developer_instructions":null}}'
say '{"id":3,"method":"turn/start","params":{"threadId":"'"$thread"'","input":[{"type":"text","text":"Plan.","text_elements":[]}],'"$plan"'}}'
await '"method":"turn/completed"' 1
exec 3>&-
wait "$app" || true
session=$(find home/.codex/sessions -name '*.jsonl')
count() { grep -c "$1" "$2" || true; }
last=$(grep '"type":"task_complete"' "$session" | grep -oE '"last_agent_message":[^,}]*')
items=$(grep '"method":"turn/completed"' printed | grep -oE '"items":\[[^]]*\]')
history=$(grep '"role":"assistant"' "$session" | grep -c 'proposed_plan' || true)
events="$(count '"type":"Plan"' "$session") Plan, $(count '"type":"AgentMessage"' "$session") AgentMessage, $(count '"type":"agentMessage"' printed) agentMessage"
seen="history $history answer; events $events; $last, turn $items"
seen=${seen//\"/}
echo "$seen"
if [[ "$seen" != "history 1 answer; events 1 Plan, 0 AgentMessage, 0 agentMessage; last_agent_message:null, turn items:[]" ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @openai/codex 0.171.0: whether a tool of an MCP server may be called is asked as if that server asked a question.
#
# A good guess says: the app-server asks for approvals by requests of their own (item/commandExecution/requestApproval and its like), and
# mcpServer/elicitation/request hands on what a server of MCP asks by elicitation/create; so what is asked in a server's name, the server asked.
#
# True is: for a call of a server's tool there is no request for an approval. The client gets mcpServer/elicitation/request in the mode "form" with the server's
# name, before the server has heard of the call; only `_meta.codex_approval_kind` tells that it is Codex that asks. The form has no fields. Declined, the
# server is never called, and the item fails with "user rejected MCP tool call".
#
# Why it matters: a client that shows such questions as the server's, or hands them to whoever answers for it, lets a program answer for
# the person; counts of what servers ask are too high by every call, and counts of approvals too low.
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

cat >demo.mjs <<'JS'
// A server of MCP with one tool. It asks nobody anything, and notes what it is asked.
import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
const answers = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: "demo", version: "1" } }),
  "tools/list": () => ({ tools: [{ name: "dig", description: "Digs.", inputSchema: { type: "object", properties: {} } }] }),
  "tools/call": () => ({ content: [{ type: "text", text: "dug" }] }),
};
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined) continue;
  appendFileSync("heard", `${method}\n`);
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, result: answers[method]?.(params ?? {}) ?? {} })}\n`);
}
JS

mkdir home
dig='{"namespace":"mcp__demo","name":"dig","arguments":"{}"}'
node server.mjs '[{"call":'"$dig"'},{"call":'"$dig"'},{"text":"Dug once."}]' &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkfifo typed
server_args=(-c model=scripted -c model_provider=loopback
  -c 'mcp_servers.demo.command="node"' -c "mcp_servers.demo.args=[\"$folder/demo.mjs\"]" -c approval_policy=on-request
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
# The number of the last question.
asked() { grep '"method":"mcpServer/elicitation/request"' printed | tail -1 | grep -o '"id":[0-9]*' | head -1 | cut -d: -f2; }
say '{"id":3,"method":"turn/start","params":{"threadId":"'"$thread"'","input":[{"type":"text","text":"Dig.","text_elements":[]}]}}'
await '"method":"mcpServer/elicitation/request"' 1
before=$(grep -c tools/call heard || true)
say '{"id":'"$(asked)"',"result":{"action":"accept","content":{}}}'
await '"method":"mcpServer/elicitation/request"' 2
say '{"id":'"$(asked)"',"result":{"action":"decline","content":null}}'
await '"method":"turn/completed"' 1
exec 3>&-
wait "$app" || true
count() { grep -cE "$1" "$2" || true; }
named=$(grep '"method":"mcpServer/elicitation/request"' printed | grep -oE '"serverName":"[a-z]*"|"mode":"[a-z]*"|"codex_approval_kind":"[a-z_]*"|"properties":[{][^}]*[}]' | sort | uniq -c | tr -s ' \n' ' ')
failed=$(grep '"method":"item/completed"' printed | grep -o '"error":{"message":"[^"]*"' | cut -d'"' -f6)
seen="approvals asked $(count 'requestApproval' printed), in the server's name:${named% }; calls heard before the answer $before, in all $(count tools/call heard); $failed"
echo "$seen"
expected='approvals asked 0, in the server'"'"'s name: 2 "codex_approval_kind":"mcp_tool_call" 2 "mode":"form" 2 "properties":{} 2 "serverName":"demo"; '
expected+='calls heard before the answer 0, in all 1; user rejected MCP tool call'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

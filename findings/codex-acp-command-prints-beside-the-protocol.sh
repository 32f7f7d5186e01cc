#!/usr/bin/env bash
# @agentclientprotocol/codex-acp 2.6.0 (with @openai/codex 0.171.0): what a command printed stands in no content, no `rawOutput` and no terminal that a client has.
#
# A good guess says: a call's `content` and `rawOutput` tell what it gave; a terminal in them is one that the agent had the client create
# (`terminal/create`), which it may do only where the client says that it has terminals; its output is the client's to show.
#
# True is: the client says nothing of terminals, nothing asks it to create one, and the call's content is a terminal all the same, under the call's
# own id. The output comes in pieces in `_meta.terminal_output_delta` of updates (what is printed at once may be missing where the machine is
# busy), the exit code in `_meta.terminal_exit`. The update that ends the call has
# neither content nor `rawOutput`.
#
# Why it matters: a client or a log's reader that follows the protocol shows every command of Codex without output; one that asks for the terminal asks for
# something that is not there; and whoever strips `_meta`, which the protocol lets one ignore, keeps nothing of what was done.
#
# Real programs, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @agentclientprotocol/codex-acp@2.6.0 @openai/codex@0.171.0 node@24.21.0

cat >server.mjs <<'JS'
// An answer that calls for a command, and one that ends.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = [["I look.", "sleep 3; echo a fig; sleep 1; exit 3"], ["Done."]];
let asked = 0;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  if (request.method !== "POST" || !request.url.endsWith("/responses")) return response.writeHead(404).end();
  const [text, cmd] = turns[asked++] ?? turns[1];
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event) => response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const content = [{ type: "output_text", text, annotations: [] }];
  const message = { type: "message", id: `msg_${asked}`, role: "assistant", status: "completed", content };
  const call = { type: "function_call", id: "fc_1", call_id: "call_1", name: "exec_command", arguments: JSON.stringify({ cmd }) };
  const output = cmd === undefined ? [message] : [message, call];
  send({ type: "response.created", response: { id: `resp_${asked}` } });
  for (const [output_index, item] of output.entries()) send({ type: "response.output_item.done", output_index, item });
  const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110 };
  send({ type: "response.completed", response: { id: `resp_${asked}`, output, usage } });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir -p home/.codex work
node server.mjs &
server=$!
trap 'kill $server; sleep 2; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cat >home/.codex/config.toml <<TOML
model = "scripted"
model_provider = "loopback"
approval_policy = "never"
sandbox_mode = "danger-full-access"
[model_providers.loopback]
name = "loopback"
base_url = "$url/v1"
wire_api = "responses"
env_key = "MADE_UP_KEY"
TOML

cat >client.mjs <<'JS'
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
const child = spawn("node_modules/.bin/codex-acp", [], { stdio: ["pipe", "pipe", "ignore"] });
const waiting = new Map();
const asked = [];
const calls = [];
let id = 0;
const ask = (method, params) =>
  new Promise((resolve) => {
    waiting.set(++id, resolve);
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
  });
createInterface({ input: child.stdout }).on("line", (line) => {
  const message = JSON.parse(line);
  if (message.method === undefined) waiting.get(message.id)?.(message.result);
  else if (message.id !== undefined) asked.push(message.method);
  else if (message.params.update?.toolCallId !== undefined) calls.push(message.params.update);
});
await ask("initialize", { protocolVersion: 1, clientCapabilities: {} });
const { sessionId } = await ask("session/new", { cwd: `${process.cwd()}/work`, mcpServers: [] });
const { stopReason } = await ask("session/prompt", { sessionId, prompt: [{ type: "text", text: "What grows here?" }] });
const of = (take) => calls.map(take).filter((one) => one !== undefined);
console.log(`contents ${JSON.stringify(of(({ content }) => content))}, raw outputs ${of(({ rawOutput }) => rawOutput).length}, asked of the client ${asked.length}`);
console.log(`beside: ${JSON.stringify(of(({ _meta }) => _meta?.terminal_output_delta?.data).join(""))}, exit ${of(({ _meta }) => _meta?.terminal_exit?.exit_code)}`);
console.log(`status ${calls.at(-1).status}, the prompt ${stopReason}`);
child.kill();
process.exit(0);
JS
seen=$(env -i HOME="$folder/home" PATH="$folder/node_modules/.bin:$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 MADE_UP_KEY=made-up \
  CODEX_PATH="$folder/node_modules/.bin/codex" timeout 120 node client.mjs)
echo "$seen"
if [[ "$seen" != 'contents [[{"type":"terminal","terminalId":"call_1"}]], raw outputs 0, asked of the client 0
beside: "a fig\n", exit 3
status failed, the prompt end_turn' ]]; then
  echo "This is not what was seen with 2.6.0: the finding no longer holds."
  exit 1
fi

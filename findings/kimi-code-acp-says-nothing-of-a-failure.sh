#!/usr/bin/env bash
# @moonshot-ai/kimi-code 2.1.0 over the Agent Client Protocol: a prompt that the server refuses ends as `end_turn`, without a word.
#
# A good guess says: a request that fails for good is a JSON-RPC error, a stop reason of its own, or at least a piece of text that says
# so, as other agents have it.
#
# True is: the prompt's result is {"stopReason":"end_turn"}, and no piece of an answer comes before it. With the same refusal the same
# program exits with status 1 and a message when it is not spoken to over the protocol.
#
# Why it matters: a client shows an empty turn, and a log of it cannot be told from one in which the model had nothing to say. Runs that
# count stop reasons see no failure at all, however long the server was away.
#
# Real program, clean home, made-up key, scripted server on the loopback. Needs Node 22.19 or newer, which it brings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @moonshot-ai/kimi-code@2.1.0 node@24.21.0

cat >server.mjs <<'JS'
// Refuses whatever offers the shell tool.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const server = createServer(async (request, response) => {
  for await (const _ of request);
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const error = { message: "The scripted server refuses.", type: "invalid_request_error", code: null, param: null };
  response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error }));
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

cat >client.mjs <<'JS'
// Asks for one turn, and tells what is said and how it ends.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
const [program, ...args] = process.argv.slice(2);
const agent = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
const waiting = new Map();
let pieces = 0;
let id = 1;
createInterface({ input: agent.stdout }).on("line", (line) => {
  const { id, method, params, result, error } = JSON.parse(line);
  if (method === undefined) waiting.get(id)?.(result ?? error);
  if (params?.update?.sessionUpdate === "agent_message_chunk") pieces++;
});
const ask = (method, params) => {
  agent.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
  return new Promise((resolve) => waiting.set(id++, resolve));
};
setTimeout(() => process.exit(1), 120_000).unref();
await ask("initialize", { protocolVersion: 1, clientCapabilities: {} });
const { sessionId } = await ask("session/new", { cwd: process.cwd(), mcpServers: [] });
const result = await ask("session/prompt", { sessionId, prompt: [{ type: "text", text: "Hello?" }] });
// What belongs to the turn may come a little behind its end.
await new Promise((resolve) => setTimeout(resolve, 2000));
console.log(`pieces ${pieces}, result ${JSON.stringify(result)}`);
agent.kill();
process.exit(0);
JS

mkdir home work
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cd work
kimi() {
  env -i HOME="$folder/home" PATH="$folder/node_modules/.bin:$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    KIMI_MODEL_NAME=scripted KIMI_MODEL_API_KEY=made-up KIMI_MODEL_BASE_URL="$url/v1" KIMI_MODEL_PROVIDER_TYPE=kimi KIMI_CODE_NO_AUTO_UPDATE=1 \
    timeout 120 "$@" </dev/null
}
seen="$(kimi node ../client.mjs ../node_modules/.bin/kimi acp); "
if kimi ../node_modules/.bin/kimi --prompt "Hello?" >/dev/null 2>../said; then seen+="the program by itself is content"; else seen+="the program by itself fails"; fi
echo "$seen"
if [[ "$seen" != 'pieces 0, result {"stopReason":"end_turn"}; the program by itself fails' ]] || ! grep -q "scripted server refuses" ../said; then
  echo "This is not what was seen with 2.1.0: the finding no longer holds."
  exit 1
fi

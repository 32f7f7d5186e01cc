#!/usr/bin/env bash
# @google/gemini-cli 0.61.0 over the Agent Client Protocol: "[MODE_UPDATE] autoEdit" comes as a piece of the agent's answer.
#
# A good guess says: what stands in an agent_message_chunk was said by the model; a mode that changes is told by a
# current_mode_update, which the protocol has for it.
#
# True is: when a person allows edits for good, the program tells its new mode as text of the agent, between the model's own words.
# No current_mode_update is sent. The model said nothing of the kind, and its history does not have it.
#
# Why it matters: clients show it as speech, logs count an answer that no model gave, and whoever joins pieces between two calls glues it
# to what the model says next. A client that follows current_mode_update shows the wrong mode.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @google/gemini-cli@0.61.0

cat >server.mjs <<'JS'
// Calls for one file to be written, and then ends.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += part;
  if (!/streamGenerateContent/.test(request.url)) return response.writeHead(404).end("{}");
  const n = body.includes('"run_shell_command"') ? ++asked : 0;
  response.writeHead(200, { "content-type": "text/event-stream" });
  const call = { functionCall: { name: "write_file", args: { file_path: "a.txt", content: "a" } } };
  const parts = n === 1 ? [{ text: "I write." }, call] : [{ text: n === 0 ? "Scripted." : "Written." }];
  const candidates = [{ index: 0, content: { role: "model", parts }, finishReason: "STOP" }];
  const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 10, totalTokenCount: 110 };
  response.end(`data: ${JSON.stringify({ candidates, usageMetadata })}\n\n`);
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

cat >client.mjs <<'JS'
// Asks for one turn, and allows for good whatever it is asked for.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
const [program, ...args] = process.argv.slice(2);
const agent = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
const waiting = new Map();
const said = [];
let modes = 0;
let id = 1;
const send = (message) => agent.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
createInterface({ input: agent.stdout }).on("line", (line) => {
  const { id, method, params, result, error } = JSON.parse(line);
  if (method === undefined) return waiting.get(id)?.(result ?? error);
  if (method === "session/request_permission") {
    const { optionId } = params.options.find(({ kind }) => kind === "allow_always");
    send({ id, result: { outcome: { outcome: "selected", optionId } } });
  }
  const { sessionUpdate, content } = params.update ?? {};
  if (sessionUpdate === "agent_message_chunk") said.push(content.text);
  if (sessionUpdate === "current_mode_update") modes++;
});
const ask = (method, params) => {
  send({ id, method, params });
  return new Promise((resolve) => waiting.set(id++, resolve));
};
setTimeout(() => process.exit(1), 120_000).unref();
await ask("initialize", { protocolVersion: 1, clientCapabilities: {} });
await ask("authenticate", { methodId: "gemini-api-key" });
const { sessionId } = await ask("session/new", { cwd: process.cwd(), mcpServers: [] });
await ask("session/prompt", { sessionId, prompt: [{ type: "text", text: "Write." }] });
console.log(`said ${said.join(" | ")}; mode updates ${modes}`);
agent.kill();
process.exit(0);
JS

mkdir home work
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.gemini
echo '{"security":{"auth":{"selectedType":"gemini-api-key"}},"privacy":{"usageStatisticsEnabled":false}}' >home/.gemini/settings.json
cd work
seen=$(env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
  GEMINI_API_KEY=made-up GOOGLE_GEMINI_BASE_URL="$url" GEMINI_CLI_TRUST_WORKSPACE=true GEMINI_CLI_NO_RELAUNCH=true \
  node ../client.mjs ../node_modules/.bin/gemini --acp --model gemini-2.5-pro)
echo "$seen"
if [[ "$seen" != "said I write. | [MODE_UPDATE] autoEdit | Written.; mode updates 0" ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

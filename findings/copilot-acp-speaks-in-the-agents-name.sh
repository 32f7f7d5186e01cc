#!/usr/bin/env bash
# @github/copilot 1.0.102: over the Agent Client Protocol, errors are told as the agent's answer, and a failed prompt ends well.
#
# A good guess says: agent_message_chunk is what the model said; a request that fails is a JSON-RPC error or a stop reason of its own.
#
# True is: when the server refuses a prompt, the answer is a chunk "Error: …" and the stop reason is end_turn. When a stream breaks and
# is retried, "Info: Response was interrupted …" comes as a chunk between the half answer and the whole one, which follow each
# other without a space. Nothing in the messages tells such a chunk from the model's.
#
# Why it matters: a conversation that joins the chunks of an answer shows words that no model said, in the middle of its text; and in a
# log of a client that only looks at stop reasons no prompt ever failed.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @github/copilot@1.0.102

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"bash"');
  const turn = isMain ? turns[asked++] : { text: "Scripted." };
  if (turn?.refused) return response.writeHead(turn.refused).end('{"error":{"message":"no"}}');
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choice, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [] })}\n\n`);
  };
  send({ delta: { role: "assistant", content: turn.text } });
  if (turn.breaks) return setTimeout(() => response.destroy(), 200);
  send({ delta: {}, finish_reason: "stop" });
  send(undefined, { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

cat >client.mjs <<'JS'
// A client of the protocol: one session, the prompts one after the other. Prints what came.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
const [, , cwd, ...prompts] = process.argv;
const agent = spawn("../node_modules/.bin/copilot", ["--acp"], { cwd, stdio: ["pipe", "pipe", "ignore"] });
const waiting = new Map();
let id = 0;
let said = [];
createInterface({ input: agent.stdout }).on("line", (line) => {
  const message = JSON.parse(line);
  const update = message.params?.update;
  if (update?.sessionUpdate === "agent_message_chunk") said.push(update.content.text);
  if (message.method === undefined) waiting.get(message.id)?.(message.result ?? message.error);
});
const ask = (method, params) => {
  agent.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
  return new Promise((resolve) => waiting.set(id++, resolve));
};
setTimeout(() => process.exit(1), 120_000).unref();
await ask("initialize", { protocolVersion: 1, clientCapabilities: {} });
const { sessionId } = await ask("session/new", { cwd, mcpServers: [] });
for (const text of prompts) {
  said = [];
  const { stopReason, usage } = await ask("session/prompt", { sessionId, prompt: [{ type: "text", text }] });
  console.log(JSON.stringify({ said, stopReason, input: usage?.inputTokens, output: usage?.outputTokens }));
}
agent.kill();
process.exit(0);
JS

turns='[{"refused":400},{"text":"Half of an","breaks":true},{"text":"A whole answer."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
client() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    COPILOT_PROVIDER_TYPE=openai COPILOT_PROVIDER_BASE_URL="$url/v1" COPILOT_PROVIDER_API_KEY=made-up COPILOT_MODEL=scripted \
    COPILOT_OFFLINE=true COPILOT_AUTO_UPDATE=false node client.mjs "$folder/work" "$@"
}
client Refused Broken >said
seen="$(sed -E 's/(,"input.*)?[}]$//' said | paste -sd ' ')"
echo "$seen"
if [[ "$seen" != '{"said":["Error: 400 no"],"stopReason":"end_turn" {"said":["Half of an","Info: Response was interrupted due to a server error. Retrying...","A whole answer."],"stopReason":"end_turn"' ]]; then
  echo "This is not what was seen with 1.0.102: the finding no longer holds."
  exit 1
fi

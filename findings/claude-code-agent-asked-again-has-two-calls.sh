#!/usr/bin/env bash
# @anthropic-ai/claude-code 2.1.332: what an agent does when it is asked again is printed under a call that this output does not have.
#
# A good guess says: parent_tool_use_id of an agent's lines is the call that started it, and so is tool_use_id of the task that is
# announced before them; who counts agents may count either.
#
# True is: an agent that was done goes on when it is sent a message (SendMessage). The task is announced again under the id of that call,
# while the lines that the agent prints still bear the id of the first one, which in a session that was continued stands in the output
# of another process. What is the same everywhere is task_id and agent_id.
#
# Why it matters: by calls one agent is two, its lines hang under nothing, and the call that woke it seems to have done nothing.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/claude-code@2.1.332

cat >server.mjs <<'JS'
// The agent gets texts, whoever sends it something a call first.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const calls = [
  { name: "Agent", input: { description: "Sheep", prompt: "Count sheep", subagent_type: "general-purpose", run_in_background: true, name: "sheep" } },
  { name: "SendMessage", input: { to: "sheep", message: "And lambs?", summary: "lambs" } },
];
let called = 0;
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!new URL(request.url, "http://127.0.0.1").pathname.endsWith("/messages")) return response.writeHead(404).end("{}");
  const messages = JSON.parse(body).messages ?? [];
  const textOf = ({ content }) => (typeof content === "string" ? content : content.map(({ text = "" }) => text).join(" "));
  const users = messages.filter(({ role }) => role === "user");
  const isAgent = users.some((message) => textOf(message).trim().startsWith("Count sheep"));
  const isAsking = /Send it\.|Send it again\./.test(users.map(textOf).at(-1) ?? "") && body.includes('"name":"Bash"');
  const call = !isAgent && isAsking ? calls[called++] : undefined;
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (data) => response.write(`event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
  const usage = { input_tokens: 10, output_tokens: 1 };
  const message = { id: `msg_${++asked}`, type: "message", role: "assistant", model: "claude-sonnet-4-5", content: [] };
  send({ type: "message_start", message: { ...message, stop_reason: null, usage } });
  let index = 0;
  const block = (content_block, delta) => {
    send({ type: "content_block_start", index, content_block });
    send({ type: "content_block_delta", index, delta });
    send({ type: "content_block_stop", index: index++ });
  };
  block({ type: "text", text: "" }, { type: "text_delta", text: isAgent ? "Three." : "Yes." });
  if (call !== undefined) {
    const begun = { type: "tool_use", id: `toolu_${call.name}`, name: call.name, input: {} };
    block(begun, { type: "input_json_delta", partial_json: JSON.stringify(call.input) });
  }
  const stop_reason = call === undefined ? "end_turn" : "tool_use";
  send({ type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage });
  send({ type: "message_stop" });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir home work
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
claude() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    ANTHROPIC_BASE_URL="$url" ANTHROPIC_API_KEY=made-up ANTHROPIC_MODEL=claude-sonnet-4-5 \
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 \
    timeout 60 ../node_modules/.bin/claude -p --output-format stream-json --verbose --allowedTools Agent,SendMessage "$@" </dev/null
}
cd work
claude -- "Send it." >../first.jsonl
claude --continue --allowedTools Agent,SendMessage -- "Send it again." >../second.jsonl
cd ..
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const lines = (name) => readFileSync(name, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const all = [...lines("first.jsonl"), ...lines("second.jsonl")];
const agents = new Set(all.flatMap(({ subtype, task_id }) => (subtype === "task_started" ? [task_id] : [])));
const second = lines("second.jsonl");
const announced = second.find(({ subtype }) => subtype === "task_started")?.tool_use_id;
const said = second.find(({ type, parent_tool_use_id }) => type === "assistant" && parent_tool_use_id)?.parent_tool_use_id;
console.log(`agents ${agents.size}; in the second output: announced under ${announced}, its answer under ${said}`);
JS
seen=$(node read.mjs)
echo "$seen"
if [[ "$seen" != "agents 1; in the second output: announced under toolu_SendMessage, its answer under toolu_Agent" ]]; then
  echo "This is not what was seen with 2.1.332: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: what a tool of MCP gives as a structure alone is dropped: the model, the session and standard output get nothing.
#
# A good guess says: `structuredContent` is a tool's result (MCP 2025-06-18), and a text with the same JSON beside it is only there for older
# clients; so a client that knows the protocol hands on the one or the other.
#
# True is: only `content` is handed on. A result whose content is empty becomes an empty response, {}, with status "success"; the structure
# stands nowhere. With a text beside it, the model gets the text.
#
# Why it matters: the official SDK adds no such text, so tools with an output schema work with other agents and say nothing here. In a session the call looks
# as if the tool had nothing to say; what it gave cannot be found.
#
# Real program, clean home, made-up key, scripted server on the loopback, a server of MCP made with the official SDK.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @google/gemini-cli@0.61.0 @modelcontextprotocol/sdk@1.32.2 zod@3.25.76

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool with the turns, one after the other, and others with a short text. Keeps what it was asked.
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/streamGenerateContent/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"run_shell_command"');
  if (isMain) appendFileSync("asked", `${JSON.stringify(JSON.parse(body))}\n`);
  const turn = isMain ? turns[asked++] : { text: "Scripted." };
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (part, more = {}) => {
    const candidate = { index: 0, content: { role: "model", parts: [part] }, ...more };
    const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 10, totalTokenCount: 110 };
    response.write(`data: ${JSON.stringify({ candidates: [candidate], ...(more.finishReason && { usageMetadata }) })}\n\n`);
  };
  send({ text: turn.text });
  if (turn.tool) send({ functionCall: { name: turn.tool, args: {} } });
  send({ text: "" }, { finishReason: "STOP" });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS
cat >beds.mjs <<'JS'
// Made with the official SDK: a tool with an output schema that gives its structure, and one that puts it into a text, too.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
const server = new McpServer({ name: "garden", version: "1.0.0" });
const outputSchema = { beds: z.number() };
server.registerTool("count", { outputSchema }, () => ({ content: [], structuredContent: { beds: 4217 } }));
server.registerTool("tell", { outputSchema }, () => ({ content: [{ type: "text", text: "4218" }], structuredContent: { beds: 4218 } }));
await server.connect(new StdioServerTransport());
JS

turns='[{"text":"One.","tool":"mcp_garden_count"},{"text":"Two.","tool":"mcp_garden_tell"},{"text":"Done."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.gemini
cat >home/.gemini/settings.json <<JSON
{ "security": { "auth": { "selectedType": "gemini-api-key" } }, "privacy": { "usageStatisticsEnabled": false },
  "mcpServers": { "garden": { "command": "node", "args": ["$folder/beds.mjs"], "trust": true } } }
JSON
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
  GEMINI_API_KEY=made-up GOOGLE_GEMINI_BASE_URL="$url" GEMINI_CLI_TRUST_WORKSPACE=true GEMINI_CLI_NO_RELAUNCH=true \
  ../node_modules/.bin/gemini --model gemini-2.5-pro --output-format stream-json --yolo --prompt "Count." </dev/null >../printed 2>/dev/null)
session=$(find home/.gemini/tmp -name 'session-*.jsonl')
response=$(grep -o '"name":"mcp_garden_count","response":{[^}]*}' asked | tail -1)
found() { grep -c "$1" "$2" || true; }
seen="model: $response; lines with 4217: model $(found 4217 asked), session $(found 4217 "$session"), printed $(found 4217 printed); with 4218 some: $([[ $(found 4218 asked) -gt 0 && $(found 4218 "$session") -gt 0 ]] && echo yes)"
echo "$seen"
if [[ "$seen" != 'model: "name":"mcp_garden_count","response":{}; lines with 4217: model 0, session 0, printed 0; with 4218 some: yes' ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

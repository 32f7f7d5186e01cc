#!/usr/bin/env bash
# @modelcontextprotocol/sdk 1.32.2: a call of a tool that is not there is answered with a result, and a good result may have no content.
#
# A good guess says: as the protocol has it, an unknown tool or wrong arguments are errors of JSON-RPC (-32602), while `isError` is for a
# tool that ran and failed; and what a tool gave stands in `content`, where one with structured output also puts its JSON as text.
#
# True is: the server of the official library answers all three with a result, `isError` true, whose text begins with the words "MCP error
# -32602:". A tool that returns only structuredContent gets `"content": []`; the text is not added.
#
# Why it matters: a log of the protocol has no errors to count; that nobody ever ran the tool stands in prose that a tool could have
# written too; and readers that show `content` show nothing for calls that went well. (Codex hands on structuredContent alone.)
#
# Valid input: a client and a server of the library, connected in memory.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @modelcontextprotocol/sdk@1.32.2 zod@4.6.7

cat >run.mjs <<'JS'
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
const server = new McpServer({ name: "garden", version: "1" });
const shapes = { inputSchema: { beds: z.number() }, outputSchema: { roses: z.number() } };
server.registerTool("count", shapes, async ({ beds }) => ({ structuredContent: { roses: 3 * beds } }));
const [near, far] = InMemoryTransport.createLinkedPair();
await server.connect(far);
const client = new Client({ name: "reader", version: "1" });
await client.connect(near);
const take = near.onmessage;
near.onmessage = (message, ...more) => {
  const { error, result } = message;
  const { content = [], structuredContent: given, isError = false } = result ?? {};
  const text = content.map((block) => block.text.replace(/: Invalid.*/, "")).join();
  console.log(error === undefined ? `result "${text}", isError ${isError}, structure ${JSON.stringify(given)}` : `error ${error.code}`);
  take(message, ...more);
};
for (const [name, beds] of [["count", 2], ["count", "two"], ["plant", 2]]) await client.callTool({ name, arguments: { beds } });
process.exit(0);
JS

seen=$(node run.mjs)
echo "$seen"
expected='result "", isError false, structure {"roses":6}
result "MCP error -32602: Input validation error", isError true, structure undefined
result "MCP error -32602: Tool plant not found", isError true, structure undefined'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 1.32.2: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @modelcontextprotocol/sdk 1.32.2: whether a result's structured content is held against the tool's schema depends on which page of the
# list of tools was asked for last.
#
# A good guess says: a client that checks structured content checks it for each call, or for each tool that it has once heard of; asking
# for more of the list adds to what it knows.
#
# True is: what it checks by is made of the last answer of tools/list alone. Before any list nothing is checked; behind the first page
# a wrong result of its tool is an error; behind the second page the same result of the same tool is fine again. Only a client that
# lists anew before it calls, and only of a server with one page, is sure.
#
# Why it matters: the same result of the same server is a failure in one transcript and a success in the other, and nothing in the call
# tells why. Who reads tools page by page, as the protocol wants, has the check for the last page's tools alone; a program that
# relies on it has to check by itself.
#
# Valid input: a server whose list has two pages, and whose first tool gives a text where its schema says a number.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @modelcontextprotocol/sdk@1.32.2

cat >run.mjs <<'JS'
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const outputSchema = { type: "object", properties: { count: { type: "number" } }, required: ["count"] };
const tools = [{ name: "count", inputSchema: { type: "object" }, outputSchema }, { name: "other", inputSchema: { type: "object" } }];
const server = new Server({ name: "s", version: "1" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, ({ params }) =>
  params?.cursor === "second" ? { tools: [tools[1]] } : { tools: [tools[0]], nextCursor: "second" },
);
server.setRequestHandler(CallToolRequestSchema, () => ({ content: [], structuredContent: { count: "three" } }));
const [a, b] = InMemoryTransport.createLinkedPair();
const client = new Client({ name: "c", version: "1" });
await server.connect(a);
await client.connect(b);
const call = async (when) =>
  console.log(`${when}: ${await client.callTool({ name: "count" }).then(() => "fine", (error) => `error ${error.code}`)}`);
await call("before any list");
const first = await client.listTools();
await call("behind the first page");
await client.listTools({ cursor: first.nextCursor });
await call("behind the second page");
await client.close();
JS

seen=$(node run.mjs)
echo "$seen"
expected='before any list: fine
behind the first page: error -32602
behind the second page: fine'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 1.32.2: the finding no longer holds."
  exit 1
fi

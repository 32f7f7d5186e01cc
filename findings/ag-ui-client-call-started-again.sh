#!/usr/bin/env bash
# @ag-ui/client 1.0.0: a call that a MESSAGES_SNAPSHOT holds already is streamed again, and its arguments double.
#
# A good guess says: TOOL_CALL_START begins a call, so when a server sends a snapshot in mid-run and then streams a call
# that the snapshot holds, the call begins anew; or the client knows its id and takes the pieces for what it has.
#
# True is: a start with a known id changes nothing but the name, and every TOOL_CALL_ARGS is appended to the arguments that
# the snapshot brought. What comes out is two JSON texts glued together, which no tool can parse. Nothing warns.
#
# Why it matters: back ends that send the list of messages after each step and go on streaming (a reconnect in the middle of
# a call is enough) give their users calls with broken arguments; and whoever rebuilds a conversation from such a log has to
# decide whether to be right or to be the same as the client.
#
# Valid input: the client's own checks pass, and the run ends without an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @ag-ui/client@1.0.0 @ag-ui/core@1.0.0 rxjs@7.8.1

cat >run.mjs <<'JS'
import { HttpAgent } from "@ag-ui/client";
const call = { id: "c1", type: "function", function: { name: "dig", arguments: '{"deep":true}' } };
const events = [
  { type: "RUN_STARTED", threadId: "t1", runId: "r1" },
  { type: "MESSAGES_SNAPSHOT", messages: [{ id: "m1", role: "assistant", toolCalls: [call] }] },
  { type: "TOOL_CALL_START", toolCallId: "c1", toolCallName: "dig", parentMessageId: "m1" },
  { type: "TOOL_CALL_ARGS", toolCallId: "c1", delta: '{"deep":' },
  { type: "TOOL_CALL_ARGS", toolCallId: "c1", delta: "true}" },
  { type: "TOOL_CALL_END", toolCallId: "c1" },
  { type: "RUN_FINISHED", threadId: "t1", runId: "r1" },
];
const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
const agent = new HttpAgent({ url: "http://localhost/", fetch: async () => new Response(body) });
await agent.runAgent();
console.log(agent.messages[0].toolCalls.map((one) => one.function.arguments).join("\n"));
JS

seen=$(node run.mjs)
echo "arguments after the run: $seen"
if [[ "$seen" != '{"deep":true}{"deep":true}' ]]; then
  echo "This is not what was seen with 1.0.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @ag-ui/client 1.0.0: HttpAgent takes a log-in page, a JSON error and a log in JSON Lines for a run in which nothing happened.
#
# A good guess says: a body that is no stream of events, or that holds no RUN_STARTED, is an error: the client refuses events in front of
# a run, so it will not take no run at all for one; and it looks at the content type it has asked for.
#
# True is: with status 200, whatever the content type and the body, runAgent() resolves with no new messages. No event is told, onRunFailed is
# not called, onRunFinalized is. The official encoder adds to it: asked for protobuf, getContentType() says protobuf and encode()
# gives text, so a server that uses both names a type for what it does not send.
#
# Why it matters: a proxy's log-in page, an error of a gateway and a server that answers in JSON Lines all look like an agent that had
# nothing to say. A log of such runs has no record of what went wrong; "no error and no message" is no sign of a good run.
#
# Valid input: bodies as servers and proxies send them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @ag-ui/client@1.0.0 @ag-ui/core@1.0.0 @ag-ui/encoder@1.0.0 rxjs@7.8.1

cat >run.mjs <<'JS'
import { HttpAgent } from "@ag-ui/client";
import { EventEncoder } from "@ag-ui/encoder";
const events = [
  { type: "RUN_STARTED", threadId: "t1", runId: "r1" },
  { type: "RUN_ERROR", message: "It rains." },
];
const bodies = [
  ["page", "text/html", "<!doctype html><title>Sign in</title>"],
  ["error", "application/json", '{"error":{"message":"The agent is not there."}}'],
  ["JSON Lines", "application/x-ndjson", events.map((event) => `${JSON.stringify(event)}\n`).join("")],
];
for (const [name, type, body] of bodies) {
  const fetch = async () => new Response(body, { headers: { "content-type": type } });
  const told = [];
  const { newMessages } = await new HttpAgent({ url: "http://localhost/", fetch }).runAgent(undefined, {
    onEvent: ({ event }) => void told.push(event.type),
    onRunFailed: () => void told.push("failed"),
    onRunFinalized: () => void told.push("finalized"),
  });
  console.log(`${name}: resolved, ${newMessages.length} messages, told ${told.join(", ")}`);
}
const encoder = new EventEncoder({ accept: "application/vnd.ag-ui.event+proto" });
console.log(`${encoder.getContentType()}: ${encoder.encode(events[1]).trim()}`);
JS

seen=$(node run.mjs)
echo "$seen"
expected='page: resolved, 0 messages, told finalized
error: resolved, 0 messages, told finalized
JSON Lines: resolved, 0 messages, told finalized
application/vnd.ag-ui.event+proto: data: {"type":"RUN_ERROR","message":"It rains."}'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 1.0.0: the finding no longer holds."
  exit 1
fi

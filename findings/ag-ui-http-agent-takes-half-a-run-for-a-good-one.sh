#!/usr/bin/env bash
# @ag-ui/client 1.0.0: a stream that ends in the middle of an answer is a run that went well, with half of the answer.
#
# A good guess says: the client checks the order of events, so a run without RUN_FINISHED or RUN_ERROR, and a message without its
# TEXT_MESSAGE_END, are an error at the end of the stream, as they are when the next run begins in the middle of one.
#
# True is: when the body ends, runAgent() resolves. The half message is among the new ones and looks like any other, onRunFailed is not
# called, onRunFinalized is. Only onRunFinishedEvent, which is not called, tells it from a run that ended.
#
# Why it matters: a proxy whose time is up, and a server that is told to stop, end a body in good order. Whoever keeps what the client
# holds keeps half a sentence as the answer; "The meeting is not cancelled" lost its last word. A server has to send RUN_ERROR when it
# cannot go on, and a client has to look for the last event itself.
#
# Valid input: the beginning of a run, as a server writes it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @ag-ui/client@1.0.0 @ag-ui/core@1.0.0 rxjs@7.8.1

cat >run.mjs <<'JS'
import { HttpAgent } from "@ag-ui/client";
const whole = [
  { type: "RUN_STARTED", threadId: "t1", runId: "r1" },
  { type: "TEXT_MESSAGE_START", messageId: "m1", role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "The meeting is not" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: " cancelled." },
  { type: "TEXT_MESSAGE_END", messageId: "m1" },
  { type: "RUN_FINISHED", threadId: "t1", runId: "r1" },
];
for (const events of [whole, whole.slice(0, 3)]) {
  const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
  const fetch = async () => new Response(body, { headers: { "content-type": "text/event-stream" } });
  const told = [];
  const { newMessages } = await new HttpAgent({ url: "http://localhost/", fetch }).runAgent(undefined, {
    onRunFailed: () => void told.push("failed"),
    onRunFinishedEvent: () => void told.push("finished"),
    onRunFinalized: () => void told.push("finalized"),
  });
  console.log(`${events.length} events: resolved, told ${told.join(", ")}: ${JSON.stringify(newMessages)}`);
}
JS

seen=$(node run.mjs)
echo "$seen"
expected='6 events: resolved, told finished, finalized: [{"id":"m1","role":"assistant","content":"The meeting is not cancelled."}]
3 events: resolved, told finalized: [{"id":"m1","role":"assistant","content":"The meeting is not"}]'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 1.0.0: the finding no longer holds."
  exit 1
fi

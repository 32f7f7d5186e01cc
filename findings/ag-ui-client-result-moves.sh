#!/usr/bin/env bash
# @ag-ui/client 1.0.0: a tool's result that comes after the answer is shown before it, and a second one with the same
# message id is a second message.
#
# A good guess says: messages stand in the order in which they came, and a message id stands for one message, so a result
# that is sent again under its id takes the place of the first.
#
# True is: TOOL_CALL_RESULT is put right behind the message that owns the call, however much was said since; and sent twice
# under one id it is two messages with one id, so a list that is keyed by id shows one of them or warns.
#
# Why it matters: a log and the conversation that the client shows have different orders; a server that repeats results after
# a reconnect (at-least-once delivery) doubles them; and readers that key by id lose one.
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
const result = { type: "TOOL_CALL_RESULT", messageId: "r", toolCallId: "c1", content: "stone" };
const events = [
  { type: "RUN_STARTED", threadId: "t1", runId: "r1" },
  { type: "TOOL_CALL_START", toolCallId: "c1", toolCallName: "dig", parentMessageId: "m1" },
  { type: "TOOL_CALL_END", toolCallId: "c1" },
  { type: "TEXT_MESSAGE_START", messageId: "m2", role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m2", delta: "I dig." },
  { type: "TEXT_MESSAGE_END", messageId: "m2" },
  result,
  result,
  { type: "RUN_FINISHED", threadId: "t1", runId: "r1" },
];
const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
const agent = new HttpAgent({ url: "http://localhost/", fetch: async () => new Response(body) });
await agent.runAgent();
console.log(agent.messages.map((message) => `${message.role}:${message.id}`).join(" "));
JS

seen=$(node run.mjs)
echo "messages after the run: $seen"
if [[ "$seen" != "assistant:m1 tool:r tool:r assistant:m2" ]]; then
  echo "This is not what was seen with 1.0.0: the finding no longer holds."
  exit 1
fi

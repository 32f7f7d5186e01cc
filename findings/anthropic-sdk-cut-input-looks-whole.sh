#!/usr/bin/env bash
# @anthropic-ai/sdk 1.14.0: the arguments of a call that ran into max_tokens come out as a well-formed object, without the member
# that was cut.
#
# A good guess says: a call whose JSON was cut off has arguments that do not parse, so finalMessage() rejects or leaves a text,
# and a program sees that something is missing.
#
# True is: the pieces go through a forgiving parser at every delta. A text that has no closing quote is dropped with its key, and
# what is left is an object like any other. Only stop_reason says max_tokens; nothing in the block does.
#
# Why it matters: a "write file" call that was cut appears in a log as one that wrote no text. A reader of such logs must look at
# the stop reason before it believes a call's arguments, and cannot tell a missing member from one that was never given.
#
# Valid input: the events of a streamed answer that reached its limit.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @anthropic-ai/sdk@1.14.0

cat >run.mjs <<'JS'
import Anthropic from "@anthropic-ai/sdk";
const message = { id: "m1", type: "message", role: "assistant", model: "scripted", content: [], stop_reason: null };
const piece = (partial_json) => ({ type: "content_block_delta", index: 0, delta: { type: "input_json_delta", partial_json } });
const events = [
  { type: "message_start", message: { ...message, usage: { input_tokens: 9, output_tokens: 1 } } },
  { type: "content_block_start", index: 0, content_block: { type: "tool_use", id: "t1", name: "write", input: {} } },
  piece('{"path":"garden.txt",'),
  piece('"text":"Roses, and'),
  { type: "content_block_stop", index: 0 },
  { type: "message_delta", delta: { stop_reason: "max_tokens", stop_sequence: null }, usage: { output_tokens: 7 } },
  { type: "message_stop" },
];
const body = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("");
const headers = { "content-type": "text/event-stream" };
const client = new Anthropic({ apiKey: "made-up", baseURL: "http://127.0.0.1:9", fetch: async () => new Response(body, { headers }) });
const request = { model: "scripted", max_tokens: 7, messages: [{ role: "user", content: "Write." }] };
const { content, stop_reason } = await client.messages.stream(request).finalMessage();
console.log(`${stop_reason} ${JSON.stringify(content[0].input)}`);
JS

seen=$(node run.mjs)
echo "stop reason and arguments: $seen"
if [[ "$seen" != 'max_tokens {"path":"garden.txt"}'  ]]; then
  echo "This is not what was seen with 1.14.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# openai 7.59.0: a Responses stream that ends before response.completed resolves as if it were finished.
#
# A good guess says: when the connection ends in the middle of an answer, finalResponse() rejects, as the same library's chat
# stream does ("missing finish_reason"), so a program that got a response has a whole one.
#
# True is: finalResponse() resolves with what there was. Status is in_progress, usage is missing, and output_text holds the text
# so far. There is neither an error nor a warning.
#
# Why it matters: answers that were cut by a proxy or a restart stand in logs as answers. A reader has to look at status, not at
# the fact that there is a response; and sums of tokens lack these requests.
#
# Valid input: the events up to the moment at which a connection was closed; every one is whole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund openai@7.59.0

cat >run.mjs <<'JS'
import OpenAI from "openai";
const part = { type: "output_text", text: "", annotations: [] };
const item = { type: "message", id: "m1", role: "assistant", status: "in_progress", content: [] };
const place = { output_index: 0, content_index: 0, item_id: "m1" };
const events = [
  { type: "response.created", response: { id: "r1", object: "response", status: "in_progress", model: "scripted", output: [] } },
  { type: "response.output_item.added", output_index: 0, item },
  { type: "response.content_part.added", ...place, part },
  { type: "response.output_text.delta", ...place, delta: "Roses, and" },
].map((event, sequence_number) => ({ ...event, sequence_number }));
const body = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("");
const chunk = { id: "c1", object: "chat.completion.chunk", created: 1, model: "scripted" };
const half = { ...chunk, choices: [{ index: 0, delta: { role: "assistant", content: "Roses, and" }, finish_reason: null }] };
const headers = { "content-type": "text/event-stream" };
const fetch = async (url) => {
  return new Response(String(url).endsWith("/responses") ? body : `data: ${JSON.stringify(half)}\n\n`, { headers });
};
const client = new OpenAI({ apiKey: "made-up", baseURL: "http://127.0.0.1:9", fetch });
const response = await client.responses.stream({ model: "scripted", input: "What grows?" }).finalResponse();
const messages = [{ role: "user", content: "What grows?" }];
const chat = await client.chat.completions.stream({ model: "scripted", messages }).finalChatCompletion().catch(() => "rejected");
console.log(`${response.status} "${response.output_text}" usage ${response.usage}; chat ${chat}`);
JS

seen=$(node run.mjs)
echo "response: $seen"
if [[ "$seen" != 'in_progress "Roses, and" usage undefined; chat rejected'  ]]; then
  echo "This is not what was seen with 7.59.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# openai 7.59.0: of a streamed `reasoning_content`, the finished message holds only the last piece.
#
# A good guess says: chat.completions.stream() joins the pieces of a message; a member that it does not know, such as the
# reasoning_content that many compatible servers stream, is joined like content, or left out.
#
# True is: members that it does not know are assigned, each piece over the one before. The finished message has a
# reasoning_content that looks like an answer's reasoning and is its last token or two.
#
# Why it matters: programs that log finished messages log thoughts of one word, without a warning, beside a content that is
# whole. Such a log says nothing of what the model thought, and its size is no sign of reasoning tokens.
#
# Valid input: chunks as compatible servers send them; content is joined rightly in the same stream.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund openai@7.59.0

cat >run.mjs <<'JS'
import OpenAI from "openai";
const chunk = (delta, finish_reason = null) => {
  return { id: "c1", object: "chat.completion.chunk", created: 1, model: "scripted", choices: [{ index: 0, delta, finish_reason }] };
};
const chunks = [
  chunk({ role: "assistant", reasoning_content: "First the soil, " }),
  chunk({ reasoning_content: "then the seed, " }),
  chunk({ reasoning_content: "then water." }),
  chunk({ content: "Dig " }),
  chunk({ content: "first." }),
  chunk({}, "stop"),
];
const body = `${chunks.map((one) => `data: ${JSON.stringify(one)}\n\n`).join("")}data: [DONE]\n\n`;
const headers = { "content-type": "text/event-stream" };
const client = new OpenAI({ apiKey: "made-up", baseURL: "http://127.0.0.1:9", fetch: async () => new Response(body, { headers }) });
const request = { model: "scripted", messages: [{ role: "user", content: "How?" }] };
const { message } = (await client.chat.completions.stream(request).finalChatCompletion()).choices[0];
console.log(`${message.content} | ${message.reasoning_content}`);
JS

seen=$(node run.mjs)
echo "content | reasoning: $seen"
if [[ "$seen" != "Dig first. | then water." ]]; then
  echo "This is not what was seen with 7.59.0: the finding no longer holds."
  exit 1
fi

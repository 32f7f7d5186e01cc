#!/usr/bin/env bash
# @google/genai 2.32.0: in a chat's history a streamed answer is as many turns of the model as it had pieces, an empty one at its end.
#
# A good guess says: getHistory() is what was said, so a question and its answer are two entries, streamed or not; pieces are joined as
# soon as the answer is whole.
#
# True is: each piece of the stream becomes an entry of its own with the role `model`, the empty one that ends a stream too. The
# same answer without streaming is one entry. The next request sends the pieces as they are, so the server gets several turns
# of the model in a row. The "curated" history is the same.
#
# Why it matters: whoever stores a chat's history, and most do so to go on with it later, stores hundreds of answers of a word or two:
# answers cannot be counted, texts are found in none of them, and an entry says nothing about where a turn ends. A reader has to
# join entries of one role that follow each other.
#
# Valid input: an answer whole, and in pieces as the servers send them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @google/genai@2.32.0

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { GoogleGenAI } from "@google/genai";
const said = (text, finishReason) => JSON.stringify({ candidates: [{ content: { role: "model", parts: [{ text }] }, finishReason, index: 0 }] });
const sent = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  sent.push(JSON.parse(body).contents.length);
  if (!request.url.includes("streamGenerateContent")) {
    response.setHeader("content-type", "application/json");
    return response.end(said("Roses and figs.", "STOP"));
  }
  response.setHeader("content-type", "text/event-stream");
  for (const text of ["Roses ", "and ", "figs."]) response.write(`data: ${said(text)}\r\n\r\n`);
  response.end(`data: ${said("", "STOP")}\r\n\r\n`);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const client = new GoogleGenAI({ apiKey: "made-up", httpOptions: { baseUrl: `http://127.0.0.1:${server.address().port}` } });
const of = (chat, curated) => chat.getHistory(curated).map(({ role, parts }) => `${role} "${parts.map(({ text }) => text).join()}"`).join(", ");
const [whole, streamed] = [1, 2].map(() => client.chats.create({ model: "scripted" }));
await whole.sendMessage({ message: "What grows?" });
console.log(`whole: ${of(whole)}`);
for await (const _ of await streamed.sendMessageStream({ message: "What grows?" }));
console.log(`streamed: ${of(streamed)}`);
console.log(`curated is the same: ${of(streamed, true) === of(streamed)}`);
for await (const _ of await streamed.sendMessageStream({ message: "More?" }));
console.log(`turns in the next request: ${sent.at(-1)}`);
server.close();
process.exit(0);
JS

seen=$(node run.mjs)
echo "$seen"
expected='whole: user "What grows?", model "Roses and figs."
streamed: user "What grows?", model "Roses ", model "and ", model "figs.", model ""
curated is the same: true
turns in the next request: 6'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 2.32.0: the finding no longer holds."
  exit 1
fi

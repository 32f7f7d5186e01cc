#!/usr/bin/env bash
# @google/gemini-cli 0.61.0: an answer with a line separator (U+2028) in it is asked for again in silence, unless the server escapes it.
#
# A good guess says: the character is allowed in JSON texts as it stands, and the events of a stream end with an empty line, so it
# is text like any other; JSON.parse and the specification of server-sent events agree.
#
# True is: the program looks for the end of an event with a pattern whose dot stops at U+2028 and U+2029. Such an event is never found; at the
# end of the stream the rest is "incomplete", and the whole answer is asked for again. The pieces before it are printed, and the
# next attempt's behind them as if they were one text; the session has the last attempt alone. With `\u2028` all is well.
#
# Why it matters: what was printed is not what was kept, and tokens of the lost attempts are in no file. Where the answer holds the
# character each time, the run fails after four of them. It depends on the server's JSON: some escape it, JavaScript's does not.
#
# Real program, clean home, made-up key, scripted server on the loopback. The second attempt is free of the character.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @google/gemini-cli@0.61.0

cat >server.mjs <<'JS'
// The first answer to a request that offers the shell tool holds the character; whether it is escaped is for the run to say.
import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += part;
  if (!/streamGenerateContent/.test(request.url)) return response.writeHead(404).end("{}");
  const isMain = body.includes('"run_shell_command"');
  if (isMain) writeFileSync("asked", String(++asked));
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (text, more = {}) => {
    const candidates = [{ index: 0, content: { role: "model", parts: [{ text }] }, ...more }];
    const event = JSON.stringify({ candidates, usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 10, totalTokenCount: 110 } });
    response.write(`data: ${existsSync("escape") ? event.replaceAll("\u2028", "\\u2028") : event}\n\n`);
  };
  for (const text of isMain && asked % 2 === 1 ? ["Before. ", "One\u2028two."] : ["Again."]) send(text);
  send("", { finishReason: "STOP" });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir home work
node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.gemini
echo '{"security":{"auth":{"selectedType":"gemini-api-key"}},"privacy":{"usageStatisticsEnabled":false}}' >home/.gemini/settings.json
gemini() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 \
    GEMINI_API_KEY=made-up GOOGLE_GEMINI_BASE_URL="$url" GEMINI_CLI_TRUST_WORKSPACE=true GEMINI_CLI_NO_RELAUNCH=true \
    ../node_modules/.bin/gemini --model gemini-2.5-pro --output-format stream-json --yolo "$@" </dev/null 2>/dev/null
}
cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const lines = (path) => readFileSync(path, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const [printed, session] = process.argv.slice(2);
const said = lines(printed).flatMap(({ type, role, content }) => (type === "message" && role === "assistant" ? [content] : []));
const kept = lines(session).flatMap(({ type, content }) => (type === "gemini" ? [content] : []));
const shown = (texts) => JSON.stringify(texts.join("")).replaceAll("\u2028", "\\u2028");
console.log(`asked ${readFileSync("asked", "utf8")}; printed ${shown(said)}; kept ${shown(kept)}`);
JS
look() {
  (cd work && gemini --prompt "$1" >../printed)
  node read.mjs printed "$(find home/.gemini/tmp -name 'session-*.jsonl' -newer mark)"
}
touch mark
seen=$(look "Raw.")
sleep 1
touch mark escape
seen="$seen | $(look "Escaped.")"
echo "$seen"
if [[ "$seen" != 'asked 2; printed "Before. Again."; kept "Again." | asked 3; printed "Before. One\u2028two."; kept "Before. One\u2028two."' ]]; then
  echo "This is not what was seen with 0.61.0: the finding no longer holds."
  exit 1
fi

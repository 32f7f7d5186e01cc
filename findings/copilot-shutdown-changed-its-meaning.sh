#!/usr/bin/env bash
# @github/copilot: the totals at the end of a process are its own in 1.0.60, and the whole session's in 1.0.71, under the same names and with the same
# start.
#
# A good guess says: modelMetrics of session.shutdown are what they were a few weeks before, so the totals of a resumed session's processes can
# be added up; or its `sessionStartTime` tells what they are about.
#
# True is: of a session of one request that was resumed for one more, the second total of 1.0.60 holds one request, that of 1.0.71 holds
# two. `sessionStartTime` is the session's in both, and no member is new or gone.
#
# Why it matters: a reader that adds them up counts the tokens of a newer session twice, and three times with the next resume; one that takes the
# last loses those of an older one. In a folder both lie side by side. Only the count of requests, held against the session's messages, tells.
#
# Real program, clean home, made-up key, scripted server on the loopback; every answer states 100 tokens in and 10 out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >server.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choices, more = {}) =>
    response.write(`data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 1, model: "scripted", choices, ...more })}\n\n`);
  send([{ index: 0, delta: { role: "assistant", content: "Two." }, finish_reason: null }]);
  send([{ index: 0, delta: {}, finish_reason: "stop" }]);
  send([], { usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

node server.mjs &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
cat >read.mjs <<'JS'
import { readdirSync, readFileSync } from "node:fs";
const root = "home/.copilot/session-state";
const name = readdirSync(root, { recursive: true }).find((one) => one.endsWith("events.jsonl"));
const ends = readFileSync(`${root}/${name}`, "utf8").trim().split("\n").map((line) => JSON.parse(line)).filter(({ type }) => type === "session.shutdown");
const told = ends.map(({ data }) => `${data.modelMetrics.scripted.requests.count} of ${data.modelMetrics.scripted.usage.inputTokens} tokens`);
console.log(`${process.argv[2]}: ${told.join(", then ")}; one start ${new Set(ends.map(({ data }) => data.sessionStartTime)).size === 1}; same members ${new Set(ends.map(({ data }) => Object.keys(data).join())).size === 1}`);
JS
for version in 1.0.60 1.0.71; do
  rm -rf home work node_modules package.json package-lock.json
  mkdir home work
  npm init -y >/dev/null
  npm install --silent --no-audit --no-fund "@github/copilot@$version"
  for prompt in "Count the beds." "Count again."; do
    (cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 COPILOT_PROVIDER_TYPE=openai \
      COPILOT_PROVIDER_BASE_URL="$url/v1" COPILOT_PROVIDER_API_KEY=made-up COPILOT_MODEL=scripted COPILOT_AUTO_UPDATE=false COPILOT_OFFLINE=true \
      timeout 120 ../node_modules/.bin/copilot --allow-all-tools $([[ -e ../resumed ]] && echo --continue) --prompt "$prompt" </dev/null >/dev/null 2>&1)
    touch resumed
  done
  rm resumed
  node read.mjs "$version"
done | tee said
if [[ "$(cat said)" != '1.0.60: 1 of 100 tokens, then 1 of 100 tokens; one start true; same members true
1.0.71: 1 of 100 tokens, then 2 of 200 tokens; one start true; same members true' ]]; then
  echo "This is not what was seen with 1.0.60 and 1.0.71: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @continuedev/cli 1.5.47: the session of a model whose price nobody knows has a cost, and its cached tokens are none, though the server told
# some.
#
# A good guess says: totalCost is what the requests cost, by the prices of a model that is known, and is 0 or missing for any other, such as
# one on a machine of one's own; and promptTokensDetails holds what the usage of the answers says.
#
# True is: for a model by an invented name on the loopback each million tokens costs 1 dollar in and 2 dollars out. The cached tokens of the
# session stay 0, and those that a cache gave are paid in full; the messages beside it have the server's own numbers.
#
# Why it matters: costs of local and of private models are added to real ones in every sum over sessions, look plausible to the cent, and
# are of no price list. Which of them are made up, nothing in the file says.
#
# Real program, clean home, made-up key, scripted server on the loopback. Needs Node 20 or newer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @continuedev/cli@1.5.47

cat >server.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const server = createServer(async (request, response) => {
  for await (const _ of request);
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choices, more = {}) =>
    response.write(`data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 1, model: "figment", choices, ...more })}\n\n`);
  send([{ index: 0, delta: { role: "assistant", content: "Two." }, finish_reason: null }]);
  send([{ index: 0, delta: {}, finish_reason: "stop" }]);
  const usage = { prompt_tokens: 1000000, completion_tokens: 100000, total_tokens: 1100000 };
  send([], { usage: { ...usage, prompt_tokens_details: { cached_tokens: 900000 } } });
  response.end("data: [DONE]\n\n");
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
cat >config.yaml <<YAML
name: loopback
version: 1.0.0
schema: v1
models:
  - { name: figment, provider: openai, model: figment, apiBase: "$url/v1", apiKey: made-up, roles: [chat] }
YAML
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 CONTINUE_TELEMETRY_ENABLED=0 \
  timeout 120 ../node_modules/.bin/cn -p --config ../config.yaml "Count the beds." </dev/null >/dev/null 2>&1)

cat >read.mjs <<'JS'
import { readFileSync } from "node:fs";
const { usage, history } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const told = history.find(({ message }) => message.role === "assistant").message.usage;
console.log(`totalCost ${usage.totalCost}, prompt tokens ${usage.promptTokens}, of them cached ${usage.promptTokensDetails.cachedTokens}`);
console.log(`the message says cached ${told?.prompt_tokens_details?.cached_tokens}`);
JS
seen=$(node read.mjs "$(find home/.continue/sessions -name '*-*.json')")
echo "$seen"
if [[ "$seen" != 'totalCost 1.2, prompt tokens 1000000, of them cached 0
the message says cached 900000' ]]; then
  echo "This is not what was seen with 1.5.47: the finding no longer holds."
  exit 1
fi

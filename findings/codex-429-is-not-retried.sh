#!/usr/bin/env bash
# @openai/codex 0.171.0: a 500 is asked again, a 429 is not, and the message says that the limit of retries was exceeded.
#
# A good guess says: 429 is the one status that means "again later", so it is retried at least as often as a 500; and "exceeded
# retry limit" stands at the end of several attempts.
#
# True is: a 500 is followed by the next request, which may succeed; a 429 ends the turn at once, with one request made, in the
# words "exceeded retry limit, last status: 429 Too Many Requests".
#
# Why it matters: whoever reads such a transcript and counts retries, or blames a server for refusing many times, is misled by
# the program's own words. A turn that failed by 429 has cost one request.
#
# Real program, clean home, made-up key, scripted server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @openai/codex@0.171.0

cat >server.mjs <<'JS'
// Answers the n-th request with the n-th of the turns; behind them it refuses.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  if (request.method !== "POST" || !request.url.endsWith("/responses")) return response.writeHead(404).end();
  const turn = turns[asked++] ?? { status: 400 };
  writeFileSync("asked", String(asked));
  if (turn.status) return response.writeHead(turn.status).end(JSON.stringify({ error: { message: "scripted" } }));
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event) => response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const content = [{ type: "output_text", text: turn.text, annotations: [] }];
  const item = { type: "message", id: `msg_${asked}`, role: "assistant", status: "completed", content };
  send({ type: "response.created", response: { id: `resp_${asked}` } });
  send({ type: "response.output_item.done", output_index: 0, item });
  if (turn.breaks) return setTimeout(() => response.destroy(), 200);
  const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110 };
  send({ type: "response.completed", response: { id: `resp_${asked}`, output: [item], usage } });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir home
node server.mjs '[{"status":500},{"text":"Roses."},{"status":429},{"text":"Weeds."}]' &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
codex() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 MADE_UP_KEY=made-up \
    timeout 60 node_modules/.bin/codex "$@" --json --skip-git-repo-check -c model=scripted -c model_provider=loopback \
    -c "model_providers.loopback={name=\"loopback\",base_url=\"$url/v1\",wire_api=\"responses\",env_key=\"MADE_UP_KEY\"}" \
    </dev/null 2>/dev/null
}

codex exec "What grows?" >first || true
after500=$(cat asked)
codex exec "And there?" >second || true
after429=$(($(cat asked) - after500))
said=$(grep -o 'exceeded retry limit, last status: 429' second | head -1)
seen="500: $after500 requests, $(grep -c turn.completed first) completed; 429: $after429 request, $(grep -c turn.failed second) failed, \"$said\""
echo "$seen"
if [[ "$seen" != '500: 2 requests, 1 completed; 429: 1 request, 1 failed, "exceeded retry limit, last status: 429"'  ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

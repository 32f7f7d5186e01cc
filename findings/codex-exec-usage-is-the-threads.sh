#!/usr/bin/env bash
# @openai/codex 0.171.0: the usage that `codex exec resume` prints is the whole thread's, not the run's.
#
# A good guess says: `turn.completed` is the end of one turn and its `usage` is what this turn took, so the outputs of several runs
# can be added up.
#
# True is: it holds everything since the thread began, earlier processes included. A second run of one request prints twice what
# the first printed.
#
# Why it matters: scripts that run an agent step by step and add up what each step prints count the first step once for every
# step. The session file has `token_usage_record`, one per response, which can be added.
#
# Real program, clean home, made-up key, scripted server on the loopback; every answer states 100 tokens in and 10 out.
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
node server.mjs '[{"text":"Roses."},{"text":"Weeds."}]' &
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

codex exec "What grows?" >first
codex exec resume --last "And there?" >second
usage() { grep -o '"input_tokens":[0-9]*' "$1"; }
seen="first $(usage first), second $(usage second)"
echo "$seen"
if [[ "$seen" != 'first "input_tokens":100, second "input_tokens":200'  ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

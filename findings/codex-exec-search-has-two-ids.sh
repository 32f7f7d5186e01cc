#!/usr/bin/env bash
# @openai/codex 0.171.0: what `codex exec --json` prints of a search has the member "id" twice, and a failed search looks like one that worked.
#
# A good guess says: an item has one id, item_0 and so on in the order of the items, and a status where it may fail, as commands and calls
# of MCP servers have.
#
# True is: an item of type web_search is an object with two members "id": first the item's, then the server's. Most readers keep the last one
# without a word, strict ones refuse the line, and one that streams sees both. There is no status: a search that the server told as
# failed is printed byte for byte as one that was completed.
#
# Why it matters: item_1 is missing from the ids that a reader sees, two searches of one server's id are one, and failed searches cannot be
# counted at all; the session file has both.
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
  for (const [index, status] of (turn.searches ?? []).entries()) {
    const action = { type: "search", query: "roses" };
    send({ type: "response.output_item.done", output_index: index, item: { type: "web_search_call", id: `ws_${index}`, status, action } });
  }
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
node server.mjs '[{"text":"Found.","searches":["completed","failed"]}]' &
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

codex exec "What grows?" >printed || true
items=$(grep '"type":"item.completed".*"type":"web_search"' printed)
twice=$(grep -c '"id":"item_[0-9]*".*"id":"ws_[0-9]*"' <<<"$items" || true)
kept=$(head -1 <<<"$items" | node -e 'console.log(JSON.parse(require("fs").readFileSync(0, "utf8")).item.id)')
different=$(sed 's/"id":"[a-z]*_[0-9]*",\?//g' <<<"$items" | sort -u | wc -l)
failed=$(grep -c '"type":"web_search_call".*"status":"failed"' "$(find home/.codex/sessions -name '*.jsonl')" || true)
seen="$twice searches with two ids, JSON.parse keeps $kept, $different sort but for the ids; failed in the session $failed"
echo "$seen"
if [[ "$seen" != "2 searches with two ids, JSON.parse keeps ws_0, 1 sort but for the ids; failed in the session 1" ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

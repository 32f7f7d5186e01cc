#!/usr/bin/env bash
# @openai/codex 0.171.0: the usage that a review prints is zero in every member, whatever it took.
#
# A good guess says: turn.completed has the tokens of the run, a review's as any other's; a run with unknown tokens says null, or nothing.
#
# True is: `codex exec review` asks the model in a thread of its own and prints the usage of the thread that asked for the review, which made no
# request: zeros. The session file of that thread has no usage either. What was taken stands only in a second session file, the reviewer's,
# which the printed lines do not name.
#
# Why it matters: reviews send whole diffs, and are the dearest runs of many who run the program in CI. A sum over what was printed has
# them as free.
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
  const turn = turns[asked++];
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (event) => response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const content = [{ type: "output_text", text: turn.text, annotations: [] }];
  const message = { type: "message", id: `msg_${asked}`, role: "assistant", status: "completed", content };
  const calls = (turn.calls ?? []).map(([name, given], index) => {
    const id = `${asked}_${index}`;
    return { type: "function_call", id: `fc_${id}`, call_id: `call_${id}`, name, arguments: given };
  });
  const output = [message, ...calls];
  send({ type: "response.created", response: { id: `resp_${asked}` } });
  for (const [output_index, item] of output.entries()) send({ type: "response.output_item.done", output_index, item });
  const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110 };
  send({ type: "response.completed", response: { id: `resp_${asked}`, output, usage } });
  response.end();
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir home
node server.mjs '[{"text":"I look.","calls":[["exec_command","{\"cmd\":\"echo looked\"}"]]},{"text":"{\"findings\":[],\"overall_correctness\":\"ok\",\"overall_explanation\":\"Fine.\",\"overall_confidence_score\":1}"}]' &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
codex() {
  env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 MADE_UP_KEY=made-up \
    timeout 60 node_modules/.bin/codex "$@" --json --skip-git-repo-check -c model=scripted -c model_provider=loopback \
    -c approval_policy=never -c sandbox_mode=danger-full-access \
    -c "model_providers.loopback={name=\"loopback\",base_url=\"$url/v1\",wire_api=\"responses\",env_key=\"MADE_UP_KEY\"}" \
    </dev/null 2>/dev/null
}

codex exec review "Look at it." >printed
thread=$(grep -o '"thread_id":"[^"]*"' printed | head -1 | cut -d'"' -f4)
asker=$(find home/.codex/sessions -name "*$thread.jsonl")
reviewer=$(find home/.codex/sessions -name '*.jsonl' ! -name "*$thread.jsonl")
printed=$(grep -o '"input_tokens":[0-9]*,"cached_input_tokens":[0-9]*,"cache_write_input_tokens":[0-9]*,"output_tokens":[0-9]*' printed)
records() { grep -c '"type":"token_usage_record"' "$1" || true; }
name=$(basename "$reviewer" .jsonl)
seen="printed $printed; usage records: asker $(records "$asker"), reviewer $(records "$reviewer"); reviewer named in print: $(grep -c "${name: -36}" printed || true)"
echo "$seen"
if [[ "$seen" != 'printed "input_tokens":0,"cached_input_tokens":0,"cache_write_input_tokens":0,"output_tokens":0; usage records: asker 0, reviewer 2; reviewer named in print: 0' ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @openai/codex 0.171.0: a call that the program refuses is not printed at all, so a run in which every call failed looks like one
# without calls.
#
# A good guess says: `codex exec --json` prints what the agent does, so a call that fails is an item with the status "failed", as a command
# with another exit code than 0 is.
#
# True is: for a tool that is not there, arguments that are no JSON, a file that cannot be shown and a process that is not running there is no
# line on standard output: neither an item nor an error. The session file has each call and its output, as prose. The run
# ends with turn.completed and exit status 0. (The one error below is about the model's made-up name.)
#
# Why it matters: counts of calls and of errors from the stream are too low just where a model went wrong most, and what is
# watched live shows an agent that talks and does nothing. Only the session file tells.
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
node server.mjs '[{"text":"I try.","calls":[["no_such_tool","{}"],["exec_command","no JSON"]]},{"text":"And on.","calls":[["view_image","{\"path\":\"/none.png\"}"],["write_stdin","{\"session_id\":7,\"chars\":\"x\"}"]]},{"text":"Done."}]' &
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

status=0
codex exec "Try it." >printed || status=$?
session=$(find home/.codex/sessions -name '*.jsonl')
items=$(grep -o '"type":"item.completed","item":{"id":"[^"]*","type":"[^"]*"' printed | grep -o '[a-z_]*"$' | sort | uniq -c | tr -s ' \n"' ' ')
calls=$(grep -c '"type":"function_call"' "$session")
outputs=$(grep -c '"type":"function_call_output"' "$session")
seen="status $status, last line $(tail -1 printed | cut -c1-24), items:${items% }; session: $calls calls, $outputs outputs"
echo "$seen"
if [[ "$seen" != 'status 0, last line {"type":"turn.completed", items: 3 agent_message 1 error; session: 4 calls, 4 outputs' ]]; then
  echo "This is not what was seen with 0.171.0: the finding no longer holds."
  exit 1
fi

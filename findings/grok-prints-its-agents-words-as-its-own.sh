#!/usr/bin/env bash
# @xai-official/grok 1.0.41: what a sub-agent says in the background is printed as the answer, with nothing that tells whose words they are.
#
# A good guess says: standard output is the conversation of the agent that was asked; a sub-agent's words are marked, as other programs do with
# the call that started it, or left out, as its session has a file of its own.
#
# True is: text and usage of the sub-agent's requests come between those of the agent itself, in the same two kinds of lines, without an id. The
# session keeps them apart: its file has the agent's words alone. The sum at the end of the output leaves the sub-agent's tokens out.
#
# Why it matters: whoever joins the pieces gets an answer of two speakers, in the middle of a sentence if both talk at once; the usage of all lines is more than
# the sum that ends them.
#
# Real program, clean home, made-up key, scripted server on the loopback: the sub-agent is the one whose request holds its task and no call.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @xai-official/grok@1.0.41

cat >server.mjs <<'JS'
// Answers requests that offer the shell tool with the turns, one after the other, and others with a short text.
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const turns = JSON.parse(process.argv[2]);
let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (!/chat.completions$/.test(request.url)) return response.writeHead(404).end("{}");
  const isAgent = body.includes("Count the beds") && !body.includes('"tool_calls"');
  const turn = !body.includes('"run_terminal_command"') ? { text: "Scripted." } : isAgent ? { text: "BEDS." } : turns[asked++];
  if (turn === undefined) return response.writeHead(400).end("{}");
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (choice, more = {}) => {
    const chunk = { id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", ...more };
    response.write(`data: ${JSON.stringify({ ...chunk, choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [] })}\n\n`);
  };
  send({ delta: { role: "assistant", content: turn.text } });
  if (turn.call) {
    const call = { name: turn.tool ?? "run_terminal_command", arguments: JSON.stringify(turn.call) };
    send({ delta: { tool_calls: [{ index: 0, id: `call_${asked}`, type: "function", function: call }] } });
  }
  send({ delta: {}, finish_reason: turn.ends ?? (turn.call ? "tool_calls" : "stop") });
  const prompt_tokens_details = { cached_tokens: 40 };
  send(undefined, { usage: { prompt_tokens: 100 + asked, completion_tokens: 10, total_tokens: 110 + asked, prompt_tokens_details } });
  response.end("data: [DONE]\n\n");
});
// Whatever else the program wants to reach is asked of this proxy, and refused.
server.on("connect", (_, socket) => socket.on("error", () => {}).end("HTTP/1.1 403 Forbidden\r\n\r\n"));
server.listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

turns='[{"text":"I ask.","tool":"spawn_subagent","call":{"description":"count","prompt":"Count the beds","subagent_type":"general-purpose"}},{"text":"Wait.","call":{"command":"sleep 4","description":"wait"}},{"text":"Done."}]'
mkdir home work
node server.mjs "$turns" &
server=$!
trap 'kill $server; rm -rf "$folder"' EXIT
until [[ -s port ]]; do sleep 0.1; done
url="http://127.0.0.1:$(cat port)"
mkdir home/.grok
cat >home/.grok/config.toml <<TOML
[models]
default = "scripted"
[model.scripted]
model = "scripted"
name = "scripted"
base_url = "$url/v1"
api_key = "made-up"
api_backend = "chat_completions"
TOML
(cd work && env -i HOME="$folder/home" PATH="$PATH" HTTPS_PROXY="$url" HTTP_PROXY="$url" NO_PROXY=127.0.0.1 XAI_API_KEY=made-up GROK_BASE_URL="$url/v1" \
  timeout 60 ../node_modules/.bin/grok -p "Begin." --always-approve --output-format streaming-json -m scripted </dev/null >../printed 2>/dev/null) || true
session=$(grep -l 'Begin.' $(find home/.grok/sessions -name updates.jsonl))
texts=$(grep '"type":"text"' printed | grep -o '"data":"[^"]*"' | sed 's/"data"://' | sort | paste -sd ' ')
kept=$(grep '"agent_message_chunk"' "$session" | grep -o '"text":"[^"]*"' | sed 's/"text"://' | sort | paste -sd ' ')
of=$(grep '"BEDS\."' printed | grep -c 'agent_id\|parent\|session' || true)
seen="printed $texts; session $kept; lines of it that name an agent $of"
echo "$seen"
if [[ "$seen" != 'printed "BEDS." "Done." "I ask." "Wait."; session "Done." "I ask." "Wait."; lines of it that name an agent 0' ]]; then
  echo "This is not what was seen with 1.0.41: the finding no longer holds."
  exit 1
fi

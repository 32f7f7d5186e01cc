#!/usr/bin/env bash
# @openai/agents 0.20.0: a run that fails leaves nothing in its session, also of what was asked, answered and done before it failed.
#
# A good guess says: a session is there to remember, so items are added as they come: after a run that hit its limit of turns the prompt,
# the calls and their results stand in it, and the next run goes on from there.
#
# True is: items are saved when a run ends well. When it ends with MaxTurnsExceededError, or since a model called a tool that is not there,
# the session is as it was before the run: no prompt, no answer, no call, although tools have run. A second handoff in one answer is missing from sessions of runs that end well, too.
#
# Why it matters: a stored session shows less than what happened, and just where things went wrong: effects in the world without a call,
# tokens without an answer, and users who say "go on" to a model that was never told of anything. Logs of sessions have to be held
# against traces.
#
# Valid input: answers of the Responses API, with calls of a tool that works.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @openai/agents@0.20.0 openai@6.49.0 zod@4.6.7

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { Agent, MemorySession, run, setDefaultOpenAIClient, setTracingDisabled, tool } from "@openai/agents";
import OpenAI from "openai";
import { z } from "zod";
let script = [];
const server = createServer(async (request, response) => {
  for await (const _ of request);
  const text = { type: "output_text", text: "Done.", annotations: [] };
  const answer = { type: "message", id: "m1", role: "assistant", status: "completed", content: [text] };
  const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110 };
  const output = script.shift() ?? [answer];
  const body = { id: "r1", object: "response", created_at: 1, status: "completed", model: "scripted", output, usage };
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
setTracingDisabled(true);
setDefaultOpenAIClient(new OpenAI({ apiKey: "made-up", baseURL: `http://127.0.0.1:${server.address().port}/v1` }));
let done = 0;
const dig = tool({ name: "dig", description: "Digs.", parameters: z.object({}), execute: async () => `dug ${++done}` });
const call = (name, call_id) => ({ type: "function_call", id: `f${call_id}`, call_id, name, arguments: "{}", status: "completed" });
const others = ["B", "C"].map((name) => new Agent({ name, model: "scripted" }));
const agent = new Agent({ name: "A", model: "scripted", tools: [dig], handoffs: others });
async function play(label, turns) {
  script = turns;
  done = 0;
  const session = new MemorySession();
  const failed = await run(agent, "Dig.", { session, maxTurns: 2 }).then(() => "no", (error) => error.constructor.name);
  const items = (await session.getItems()).map(({ type, role, name, callId }) => role ?? `${type} ${name} ${callId}`);
  console.log(`${label}: error ${failed}, tool ran ${done}, session ${items.join(", ") || "empty"}`);
}
await play("ends well", [[call("dig", "c1")]]);
await play("too many turns", [[call("dig", "c1")], [call("dig", "c2")]]);
await play("no such tool", [[call("dig", "c1")], [call("plant", "c2")]]);
await play("two handoffs", [[call("transfer_to_B", "c1"), call("transfer_to_C", "c2")]]);
server.close();
process.exit(0);
JS

seen=$(node run.mjs)
echo "$seen"
expected='ends well: error no, tool ran 1, session user, function_call dig c1, function_call_result dig c1, assistant
too many turns: error MaxTurnsExceededError, tool ran 2, session empty
no such tool: error ModelBehaviorError, tool ran 1, session empty
two handoffs: error no, tool ran 0, session user, function_call transfer_to_B c1, function_call_result transfer_to_B c1, assistant'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 0.20.0: the finding no longer holds."
  exit 1
fi

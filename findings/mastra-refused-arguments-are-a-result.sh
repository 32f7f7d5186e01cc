#!/usr/bin/env bash
# @mastra/core 1.71.0: a call whose arguments the tool refuses is told as a `tool-result`, as one that went well is; only of tools that
# throw a stream has `tool-error`.
#
# A good guess says: the stream has two words for how a call ended, `tool-result` and `tool-error`, so counting the second counts what failed;
# and arguments that are no JSON are shown as what the model wrote.
#
# True is: a tool that throws and a tool that is not there are errors. Arguments that do not fit the tool's schema, and arguments that are no
# JSON, which become `{}`, are results: an object with `error: true` in the place where the tool's own output stands. The tool was never
# run.
#
# Why it matters: the most common failure of models that call tools is the one that is missing in counts of errors, in traces and in what is
# shown as done; and a tool's own output may have a member `error`, too, so the object alone does not tell.
#
# Valid input: chat completions as servers stream them. Needs Node 22.13 or newer, which it brings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @mastra/core@1.71.0 zod@4.6.7 node@24.21.0

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { Agent } from "@mastra/core/agent";
import { createTool } from "@mastra/core/tools";
import { z } from "zod";

const given = [
  ["dig", "{}"],
  ["nothere", "{}"],
  ["count", '{"what":7}'],
  ["count", '{"what'],
  ["count", '{"what":"beds"}'],
];
let asked = 0;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  response.setHeader("content-type", "text/event-stream");
  const send = (delta, finish_reason = null) => {
    const choices = [{ index: 0, delta, finish_reason }];
    response.write(`data: ${JSON.stringify({ id: `c${asked}`, object: "chat.completion.chunk", created: 1, model: "scripted", choices })}\n\n`);
  };
  const isFirst = asked++ === 0;
  send({ role: "assistant", content: isFirst ? "I look." : "Done." });
  if (isFirst) {
    const calls = given.map(([name, text], index) => ({ index, id: `call_${index}`, type: "function", function: { name, arguments: text } }));
    send({ tool_calls: calls });
  }
  send({}, isFirst ? "tool_calls" : "stop");
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
let run = 0;
const inputSchema = z.object({ what: z.string() });
const count = createTool({ id: "count", description: "Counts.", inputSchema, execute: async () => ((run += 1), "two") });
const fails = async () => {
  throw new Error("No spade.");
};
const dig = createTool({ id: "dig", description: "Digs.", inputSchema: z.object({}), execute: fails });
const url = `http://127.0.0.1:${server.address().port}/v1`;
const model = { id: "loopback/scripted", url, apiKey: "made-up" };
const agent = new Agent({ id: "gardener", name: "Gardener", instructions: "Work.", model, tools: { count, dig } });
const stream = await agent.stream("Count the beds.", { maxSteps: 3 });
const said = [];
for await (const { type, payload } of stream.fullStream) {
  if (type !== "tool-result" && type !== "tool-error") continue;
  const [name, text] = given[Number(payload.toolCallId.slice(-1))];
  said.push(`${payload.toolCallId} ${name} ${text}: ${type}${payload.result?.error === true ? `, error true, arguments ${JSON.stringify(payload.args)}` : ""}`);
}
console.log(said.sort().join("\n"));
console.log(`count was run ${run} time`);
process.exit(0);
JS

node_modules/.bin/node run.mjs >said 2>/dev/null
cat said
if [[ "$(cat said)" != 'call_0 dig {}: tool-error
call_1 nothere {}: tool-error
call_2 count {"what":7}: tool-result, error true, arguments {"what":7}
call_3 count {"what: tool-result, error true, arguments {}
call_4 count {"what":"beds"}: tool-result
count was run 1 time' ]]; then
  echo "This is not what was seen with 1.71.0: the finding no longer holds."
  exit 1
fi

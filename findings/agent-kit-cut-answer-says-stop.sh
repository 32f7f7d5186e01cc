#!/usr/bin/env bash
# @inngest/agent-kit 0.13.2: an answer that reached its limit, and one that a filter stopped, say "stop"; and a call of a tool that is not there
# throws away the results of its neighbours.
#
# A good guess says: stop_reason is what the server said (its type is there to tell "stop" and "tool"), or is missing; and a call that
# cannot be run gets an error as its result, as a tool that throws does.
#
# True is: every answer without calls has stop_reason "stop", whatever finish_reason was. A tool that throws has a result with the error;
# for an unknown name run() rejects, behind having run the calls in front of it: their results are in nothing that is given back.
#
# Why it matters: stored results cannot tell half an answer from a whole one, not even by a flag that seems made for it; and where a run
# is in a durable workflow that retries it, calls that had an effect are made again, though no log has them.
#
# Valid input: chat completions as servers send them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @inngest/agent-kit@0.13.2 inngest@4.24.0 zod@4.6.7

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { createAgent, createTool, openai } from "@inngest/agent-kit";
import { z } from "zod";

const call = (name) => ({ id: `call_${name}`, type: "function", function: { name, arguments: "{}" } });
const answers = [
  { text: "Whole.", calls: [], ends: "stop" },
  { text: "Cut by the li", calls: [], ends: "length" },
  { text: "I will n", calls: [], ends: "content_filter" },
  { text: "I look.", calls: [call("count"), call("dig")], ends: "tool_calls" },
  { text: "I look.", calls: [call("count"), call("nothere")], ends: "tool_calls" },
];
for (const { text, calls, ends } of answers) {
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    const message = { role: "assistant", content: text, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
    const usage = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 };
    const choices = [{ index: 0, message, finish_reason: ends }];
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id: "c1", object: "chat.completion", created: 1, model: "scripted", choices, usage }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  let ran = 0;
  const parameters = z.object({});
  const count = createTool({ name: "count", description: "Counts.", parameters, handler: async () => ((ran += 1), "two") });
  const fails = async () => {
    throw new Error("No spade.");
  };
  const dig = createTool({ name: "dig", description: "Digs.", parameters, handler: fails });
  const baseUrl = `http://127.0.0.1:${server.address().port}/v1/`;
  const model = openai({ model: "scripted", apiKey: "made-up", baseUrl });
  const agent = createAgent({ name: "gardener", system: "Work.", model, tools: [count, dig] });
  const seen = await agent.run("Count the beds.").then(
    ({ output, toolCalls }) => {
      const results = toolCalls.map(({ tool, content }) => `${tool.name} ${content.error ? "failed" : "done"}`).join(", ");
      return `stop_reason ${output[0].stop_reason}; results ${results || "none"}`;
    },
    ({ message }) => `rejects: ${message}`,
  );
  console.log(`${ends}: ${seen}; count ran ${ran}`);
}
process.exit(0);
JS

node run.mjs >said 2>/dev/null
cat said
if [[ "$(cat said)" != 'stop: stop_reason stop; results none; count ran 0
length: stop_reason stop; results none; count ran 0
content_filter: stop_reason stop; results none; count ran 0
tool_calls: stop_reason tool; results count done, dig failed; count ran 1
tool_calls: rejects: Inference requested a non-existent tool: nothere; count ran 1' ]]; then
  echo "This is not what was seen with 0.13.2: the finding no longer holds."
  exit 1
fi

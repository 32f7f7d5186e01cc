#!/usr/bin/env bash
# @openai/agents 0.20.0: exported traces of a run on the Responses API hold neither prompt nor answer, and of Chat Completions the
# whole completion in the place of a message.
#
# A good guess says: sensitive data is in traces unless one leaves it out (traceIncludeSensitiveData is true by default), so an
# exporter of one's own gets what was asked and answered; and a generation's output is a list of messages, as its input is.
#
# True is: a `response` span is exported with nothing but the response's id. Tokens stand only with the `turn` span around it and,
# summed up, with the `task` around that; so adding all of them counts twice. With the other model class a `generation` span has
# input messages, and as output one chat.completion object with choices and usage; `usage` of the span itself is missing.
#
# Why it matters: a log made by such an exporter cannot show a conversation, unless the ids are asked of the server; and a reader that
# is made for the one class finds no answers and no tokens in traces of the other.
#
# Valid input: one answer of each API.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @openai/agents@0.20.0 openai@7.59.0 zod@4.6.7

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { Agent, BatchTraceProcessor, getGlobalTraceProvider, OpenAIChatCompletionsModel, OpenAIResponsesModel } from "@openai/agents";
import { run, setTraceProcessors, setTracingDisabled } from "@openai/agents";
import OpenAI from "openai";

const server = createServer(async (request, response) => {
  for await (const _ of request);
  response.setHeader("content-type", "application/json");
  if (request.url.endsWith("/responses")) {
    const content = [{ type: "output_text", text: "Roses.", annotations: [] }];
    const output = [{ type: "message", id: "msg_1", role: "assistant", status: "completed", content }];
    const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110 };
    const details = { input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } };
    return response.end(
      JSON.stringify({ id: "resp_1", object: "response", model: "m", status: "completed", output, usage: { ...usage, ...details } }),
    );
  }
  const choices = [{ index: 0, message: { role: "assistant", content: "Roses." }, finish_reason: "stop" }];
  const usage = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 };
  response.end(JSON.stringify({ id: "c1", object: "chat.completion", created: 1, model: "m", choices, usage }));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const client = new OpenAI({ apiKey: "made-up", baseURL: `http://127.0.0.1:${server.address().port}/v1` });
setTracingDisabled(false);
const exported = [];
setTraceProcessors([new BatchTraceProcessor({ export: async (items) => void exported.push(...items.map((item) => item.toJSON())) })]);

for (const Model of [OpenAIResponsesModel, OpenAIChatCompletionsModel]) {
  exported.length = 0;
  const agent = new Agent({ name: "gardener", instructions: "Answer.", model: new Model(client, "m") });
  await run(agent, "What grows here?");
  await getGlobalTraceProvider().forceFlush();
  const spans = exported.flatMap(({ span_data }) => span_data ?? []);
  const request = spans.find(({ type }) => type === "response" || type === "generation");
  const around = spans.flatMap(({ data }) => (data?.usage === undefined ? [] : `${data.sdk_span_type} ${data.usage.input_tokens}`));
  const text = JSON.stringify(exported);
  console.log(
    `${request.type}: ${Object.keys(request).sort()}; prompt ${text.includes("What grows here")}, answer ${text.includes("Roses")}, output ${request.output?.[0].object}; input tokens: ${around}`,
  );
}
process.exit(0);
JS

node run.mjs >said
cat said
if [[ "$(cat said)" != 'response: response_id,type; prompt false, answer false, output undefined; input tokens: turn 100,task 100
generation: input,model,model_config,output,type; prompt true, answer true, output chat.completion; input tokens: turn 100,task 100' ]]; then
  echo "This is not what was seen with 0.20.0: the finding no longer holds."
  exit 1
fi

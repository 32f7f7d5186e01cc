#!/usr/bin/env bash
# @traceloop/instrumentation-openai 0.27.0, @arizeai/openinference-instrumentation-openai 4.2.7: spans of streamed chat completions
# have no tokens, though the client asked for them and the server sent them.
#
# A good guess says: with stream_options.include_usage the last chunk holds the usage, instrumentation that reads every chunk reads
# it too, and a span of a streamed answer has the same attributes as one of a whole answer.
#
# True is: the span has the text and the finish reason and no token attribute at all, of neither vocabulary. The same request
# without streaming has input and output tokens. Nothing warns.
#
# Why it matters: most agents stream. Sums over such traces count the few requests that did not, titles and summaries for example, and
# look plausible. A reader has to say that a request's tokens are unknown instead of adding nothing for it.
#
# Valid input: a chat completion, whole and streamed, as OpenAI's servers send them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund openai@7.59.0 @traceloop/instrumentation-openai@0.27.0 \
  @arizeai/openinference-instrumentation-openai@4.2.7 @opentelemetry/api@1.9.1 @opentelemetry/sdk-trace-node@2.12.1

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { OpenAIInstrumentation as OpenInference } from "@arizeai/openinference-instrumentation-openai";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { OpenAIInstrumentation as Traceloop } from "@traceloop/instrumentation-openai";
import OpenAI from "openai";

const usage = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 };
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const head = { id: "c1", created: 1, model: "scripted" };
  if (!JSON.parse(body).stream) {
    const choices = [{ index: 0, message: { role: "assistant", content: "Roses." }, finish_reason: "stop" }];
    response.setHeader("content-type", "application/json");
    return response.end(JSON.stringify({ ...head, object: "chat.completion", choices, usage }));
  }
  response.setHeader("content-type", "text/event-stream");
  const send = (more) => response.write(`data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", ...more })}\n\n`);
  send({ choices: [{ index: 0, delta: { role: "assistant", content: "Roses." }, finish_reason: null }], usage: null });
  send({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage: null });
  send({ choices: [], usage });
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const [, , wanted] = process.argv;
const instrumentation =
  wanted === "traceloop" ? new Traceloop() : new OpenInference({ tracerProvider: provider });
instrumentation.setTracerProvider(provider);
instrumentation.manuallyInstrument(OpenAI);
const client = new OpenAI({ apiKey: "made-up", baseURL: `http://127.0.0.1:${server.address().port}/v1` });
const messages = [{ role: "user", content: "What grows here?" }];
await client.chat.completions.create({ model: "scripted", messages });
let sent = 0;
const streamed = { model: "scripted", messages, stream: true, stream_options: { include_usage: true } };
for await (const chunk of await client.chat.completions.create(streamed)) sent = chunk.usage?.total_tokens ?? sent;
await new Promise((resolve) => setTimeout(resolve, 200));
const [whole, stream] = exporter.getFinishedSpans().map(({ attributes }) => {
  return Object.keys(attributes).filter((name) => /usage|token_count/.test(name)).length > 0 ? "tokens" : "no tokens";
});
console.log(`${wanted}: whole ${whole}, streamed ${stream}, sent ${sent}`);
server.close();
process.exit(0);
JS

seen="$(node run.mjs traceloop); $(node run.mjs openinference)"
echo "$seen"
if [[ "$seen" != 'traceloop: whole tokens, streamed no tokens, sent 110; openinference: whole tokens, streamed no tokens, sent 110' ]]; then
  echo "This is not what was seen with 0.27.0 and 4.2.7: the finding no longer holds."
  exit 1
fi

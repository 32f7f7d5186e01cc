#!/usr/bin/env bash
# @opentelemetry/instrumentation-openai 0.21.0: a streamed answer that breaks, that tells of an error, or that its reader leaves early has no span at all; one that
# ends without a reason has a span in which nothing is wrong.
#
# A good guess says: a span is begun when a model is asked and ended however that goes; failures are spans whose status is an error, as they are for
# requests that are refused.
#
# True is: the span of a stream is ended behind its last chunk, and only there. An error that is met while chunks are read, and a loop that is left, never come to
# that line: no span is exported, neither with an error nor without. A body that just ends is a good answer without finish reasons.
#
# Why it matters: the failures of the model's server that cost most, with half an answer there and paid for, are in no trace, no count of errors and no
# count of requests; a service that loses every third answer shows 100 % successes, and one whose users press Stop shows fewer requests than it made.
#
# Valid input: chat completions as servers stream them. Needs Node 20 or newer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @opentelemetry/instrumentation-openai@0.21.0 @opentelemetry/sdk-trace-node@2.12.0 @opentelemetry/instrumentation@0.223.0 openai@6.49.0

cat >run.cjs <<'JS'
const { createServer } = require("node:http");
const { registerInstrumentations } = require("@opentelemetry/instrumentation");
const { OpenAIInstrumentation } = require("@opentelemetry/instrumentation-openai");
const { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } = require("@opentelemetry/sdk-trace-node");
const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
registerInstrumentations({ instrumentations: [new OpenAIInstrumentation()] });
const OpenAI = require("openai");

let how = "";
const server = createServer(async (request, response) => {
  for await (const _ of request);
  if (how === "is refused") return response.writeHead(500, { "content-type": "application/json" }).end('{"error":{"message":"no"}}');
  response.setHeader("content-type", "text/event-stream");
  const send = (value) => response.write(`data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 1, model: "plum-2", ...value })}\n\n`);
  const piece = (content, finish_reason = null) => send({ choices: [{ index: 0, delta: { content }, finish_reason }] });
  piece("Roses");
  if (how === "breaks") return setTimeout(() => response.destroy(), 200);
  if (how === "tells of an error") send({ error: { message: "Overloaded" } });
  if (how === "tells of an error" || how === "just ends") return response.end();
  piece(" and figs.", "stop");
  send({ choices: [], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } });
  response.end("data: [DONE]\n\n");
});
server.listen(0, "127.0.0.1", async () => {
  const client = new OpenAI({ apiKey: "made-up", baseURL: `http://127.0.0.1:${server.address().port}/v1`, maxRetries: 0 });
  for (how of ["is whole", "is refused", "breaks", "tells of an error", "is left", "just ends"]) {
    exporter.reset();
    let read = 0;
    let met = "no error";
    try {
      const messages = [{ role: "user", content: "What grows here?" }];
      const stream = await client.chat.completions.create({ model: "plum-2", messages, stream: true, stream_options: { include_usage: true } });
      for await (const { choices } of stream) {
        if (choices.length > 0) read++;
        if (how === "is left") break;
      }
    } catch {
      met = "an error";
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    const spans = exporter.getFinishedSpans().map(({ status, attributes }) => {
      const reasons = attributes["gen_ai.response.finish_reasons"];
      return `a span, status ${status.code}, reasons ${JSON.stringify(reasons)}, ${attributes["gen_ai.usage.output_tokens"]} tokens out`;
    });
    console.log(`a stream that ${how}: ${read} pieces, ${met}; ${spans.join(" ") || "no span"}`);
  }
  process.exit(0);
});
JS

seen=$(node run.cjs)
echo "$seen"
if [[ "$seen" != 'a stream that is whole: 2 pieces, no error; a span, status 0, reasons ["stop"], 5 tokens out
a stream that is refused: 0 pieces, an error; a span, status 2, reasons undefined, undefined tokens out
a stream that breaks: 1 pieces, an error; no span
a stream that tells of an error: 1 pieces, an error; no span
a stream that is left: 1 pieces, no error; no span
a stream that just ends: 1 pieces, no error; a span, status 0, reasons [], undefined tokens out' ]]; then
  echo "This is not what was seen with 0.21.0: the finding no longer holds."
  exit 1
fi

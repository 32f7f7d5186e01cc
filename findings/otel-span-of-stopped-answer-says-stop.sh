#!/usr/bin/env bash
# @traceloop/instrumentation-openai 0.27.0: the span of an answer that was aborted says that the model had finished, and an answer whose
# connection broke, or that was not read to its end, has no span at all.
#
# A good guess says: every request leaves a span; one that fails has an error status, and one that was stopped has no finish reason,
# since the server never gave one.
#
# True is: when the caller aborts, the span has what had come as the whole answer, the finish reason "stop" and no error. When the
# stream breaks or its reader leaves the loop, the span is never ended, so no exporter ever sees it: neither the request nor what it
# said and cost.
#
# Why it matters: interrupts and broken connections are what a trace is read for. Here the first look like the shortest good answers,
# and the others are the requests that are not there; a share of failures that is computed from spans is none.
#
# Valid input: a streamed chat completion; whole, aborted behind its first piece, left by its reader, and cut by the server.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund openai@7.59.0 @traceloop/instrumentation-openai@0.27.0 \
  @opentelemetry/api@1.9.1 @opentelemetry/sdk-trace-node@2.12.1

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { OpenAIInstrumentation } from "@traceloop/instrumentation-openai";
import OpenAI from "openai";
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  response.setHeader("content-type", "text/event-stream");
  const send = (delta, finish_reason = null) => {
    const chunk = { id: "c1", object: "chat.completion.chunk", created: 1, model: "scripted", choices: [{ index: 0, delta, finish_reason }] };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  send({ role: "assistant", content: "Ro" });
  await wait(200);
  if (body.includes("Cut.")) return response.destroy();
  send({ content: "ses." });
  send({}, "stop");
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const instrumentation = new OpenAIInstrumentation();
instrumentation.setTracerProvider(provider);
instrumentation.manuallyInstrument(OpenAI);
const client = new OpenAI({ apiKey: "made-up", baseURL: `http://127.0.0.1:${server.address().port}/v1`, maxRetries: 0 });
async function play(label, content, take) {
  const stop = new AbortController();
  const request = { model: "scripted", messages: [{ role: "user", content }], stream: true };
  let error = "none";
  try {
    for await (const _ of await client.chat.completions.create(request, { signal: stop.signal })) if (take(stop)) break;
  } catch {
    error = "thrown";
  }
  await wait(500);
  const spans = exporter.getFinishedSpans().map(({ status, attributes }) => {
    const [message] = JSON.parse(attributes["gen_ai.output.messages"]);
    return `status ${status.code}, ends "${attributes["gen_ai.response.finish_reasons"]}", says "${message.parts[0].content}"`;
  });
  console.log(`${label}: error ${error}; ${spans.join() || "no span"}`);
  exporter.reset();
}
await play("whole", "Go.", () => false);
await play("aborted", "Go.", (stop) => stop.abort());
await play("left", "Go.", () => true);
await play("cut", "Cut.", () => false);
server.close();
process.exit(0);
JS

seen=$(node run.mjs)
echo "$seen"
expected='whole: error none; status 0, ends "stop", says "Roses."
aborted: error none; status 0, ends "stop", says "Ro"
left: error none; no span
cut: error thrown; no span'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 0.27.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @opentelemetry/sdk-trace-node 2.12.1 with @arizeai/openinference-instrumentation-openai 4.2.7: from 61 messages on the span of a request has
# neither answer nor tokens; and of 200 events of a span the first 72 are gone.
#
# A good guess says: a limit, if there is one, cuts what is long, or what is oldest, and a span that lacks something says so by its status; a
# request that went well has its answer and its tokens, however long the conversation before it was.
#
# True is: a span takes 128 attributes and 128 events. OpenInference spreads a conversation over two attributes a message, which
# are set when the request begins; what comes later and finds no room is dropped: the tokens first, then the answer's text,
# then all of the answer. Events are dropped at the other end: a new one pushes out the oldest, which is the system prompt where
# messages are events. Status is OK; only droppedAttributesCount and droppedEventsCount tell.
#
# Why it matters: long conversations are the ones that cost. Sums over such spans count short requests and leave out long ones, and look
# plausible; a reader that shows a span without an answer as a request that got none is wrong. The two counts have to be read before
# anything is said of what is missing.
#
# Valid input: chat completions of 58, 59, 60, 61 and 100 messages, answered as OpenAI's servers answer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund openai@7.59.0 @arizeai/openinference-instrumentation-openai@4.2.7 \
  @opentelemetry/api@1.9.1 @opentelemetry/sdk-trace-node@2.12.1

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { OpenAIInstrumentation } from "@arizeai/openinference-instrumentation-openai";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import OpenAI from "openai";

const server = createServer(async (request, response) => {
  for await (const _ of request);
  const usage = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 };
  const choices = [{ index: 0, message: { role: "assistant", content: "Roses." }, finish_reason: "stop" }];
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ id: "c1", object: "chat.completion", created: 1, model: "scripted", choices, usage }));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const instrumentation = new OpenAIInstrumentation({ tracerProvider: provider });
instrumentation.setTracerProvider(provider);
instrumentation.manuallyInstrument(OpenAI);
const client = new OpenAI({ apiKey: "made-up", baseURL: `http://127.0.0.1:${server.address().port}/v1` });
for (const count of [10, 59, 60, 61, 100]) {
  exporter.reset();
  const messages = Array.from({ length: count }, (_, n) => ({ role: n % 2 === 0 ? "user" : "assistant", content: `m${n}` }));
  await client.chat.completions.create({ model: "scripted", messages });
  while (exporter.getFinishedSpans().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const [{ attributes, droppedAttributesCount, status }] = exporter.getFinishedSpans();
  const has = (part) => (Object.keys(attributes).some((name) => name.includes(part)) ? "yes" : "no");
  const seen = `tokens ${has("token_count")}, answer ${has("output_messages")}, whole response ${has("output.value")}`;
  console.log(`${count} messages: ${seen}; ${droppedAttributesCount} dropped, status ${status.code}`);
}
server.close();

exporter.reset();
const span = provider.getTracer("events").startSpan("chat");
for (let n = 0; n < 200; n++) span.addEvent("gen_ai.user.message", { content: `m${n}` });
span.end();
const [{ events, droppedEventsCount }] = exporter.getFinishedSpans();
console.log(`200 events: the first is ${events[0].attributes.content}, ${droppedEventsCount} dropped`);
process.exit(0);
JS

seen=$(node run.mjs)
echo "$seen"
expected='10 messages: tokens yes, answer yes, whole response yes; 0 dropped, status 1
59 messages: tokens no, answer yes, whole response yes; 4 dropped, status 1
60 messages: tokens no, answer no, whole response yes; 6 dropped, status 1
61 messages: tokens no, answer no, whole response no; 8 dropped, status 1
100 messages: tokens no, answer no, whole response no; 86 dropped, status 1
200 events: the first is m72, 72 dropped'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

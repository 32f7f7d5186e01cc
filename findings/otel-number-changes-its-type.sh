#!/usr/bin/env bash
# @opentelemetry/otlp-transformer 0.223.1: whether a number of a span is an int or a double depends on its value.
#
# A good guess says: a number in JavaScript is a double, so an attribute that is a cost, a temperature or a duration is a double in every
# span; or a library has a way to say which.
#
# True is: each value is looked at by itself. A cost of 2.5 is doubleValue, of 3 intValue; a temperature of 0 is an int, of 0.7 a double; in
# one list stand both. Whole numbers beyond 64 bits are ints, too: 1e21 goes out as {"intValue":1e+21}, which no int64 holds, and
# 9007199254740993 as ...992.
#
# Why it matters: stores that make a column of an attribute take its type from what they see first, then round 2.5 to 2, keep two columns
# of one name, or refuse the batch with 1e21 in it. Who sums up costs by doubleValue alone leaves out every whole one. A reader of such
# spans has to take both for the same attribute.
#
# Valid input: finite numbers as attributes, through the SDK's own serializer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @opentelemetry/api@1.9.1 @opentelemetry/sdk-trace-base@2.12.1 @opentelemetry/otlp-transformer@0.223.1

cat >run.mjs <<'JS'
import { JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
const exporter = new InMemorySpanExporter();
const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer("t");
for (const cost of [2.5, 3, 0.7, 0, 1e21, [1, 2.5]]) {
  const span = tracer.startSpan("chat");
  span.setAttribute("cost", cost);
  span.end();
}
const sent = JSON.parse(new TextDecoder().decode(JsonTraceSerializer.serializeRequest(exporter.getFinishedSpans())));
for (const { attributes } of sent.resourceSpans[0].scopeSpans[0].spans) console.log(JSON.stringify(attributes[0].value));
JS

seen=$(node run.mjs)
echo "$seen"
expected='{"doubleValue":2.5}
{"intValue":3}
{"doubleValue":0.7}
{"intValue":0}
{"intValue":1e+21}
{"arrayValue":{"values":[{"intValue":1},{"doubleValue":2.5}]}}'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

// OTLP in JSON Lines, as file exporters write it: traces, logs or metrics, one batch per line, spans in the order of their end.

import { listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import { detectBy } from "../detecting.ts";
import type { Format, Head } from "../format.ts";
import { onceLoaded } from "../onceLoaded.ts";
import { sentence } from "../sentence.ts";

const batches = ["resourceSpans", "resourceLogs", "resourceMetrics"] as const;

/**
 * A record is a batch of any number of spans: kind and time are those of its first. Spans of any program are OTLP; a
 * conversation is made of those whose names `vocabulary.ts` knows.
 */
export const otlp: Format = {
  name: "otlp",
  detect: (sample) =>
    detectBy(sample, "are batches of OpenTelemetry", (head) =>
      batches.some((name) => Array.isArray(valueAt(head, name))),
    ),
  plan: () => ({
    kind: [
      [
        ["resourceSpans", 0, "scopeSpans", 0, "spans", 0, "name"],
        ["resourceLogs", 0, "scopeLogs", 0, "logRecords", 0, "eventName"],
      ],
    ],
    time: [
      ["resourceSpans", 0, "scopeSpans", 0, "spans", 0, "startTimeUnixNano"],
      ["resourceLogs", 0, "scopeLogs", 0, "logRecords", 0, "timeUnixNano"],
    ],
    pair: [["resourceSpans", 0, "scopeSpans", 0, "spans", 0, "traceId"]],
    role: [],
    tool: [],
  }),
  // Of the logs that agents send. Spans stand in the order of their ends: none of them begins anything here.
  turns: ["*user_prompt", "gen_ai.user.message"],
  preview,
  conversation: onceLoaded(async () => {
    const { OtlpReader } = await import("./otlpReader.ts");
    return (operations, context) => new OtlpReader(operations, context);
  }),
};

function preview(head: Head): string {
  const spans = listAt(head, "resourceSpans").flatMap((resource) =>
    listAt(resource, "scopeSpans").flatMap((scope) => listAt(scope, "spans")),
  );
  const logs = listAt(head, "resourceLogs").flatMap((resource) =>
    listAt(resource, "scopeLogs").flatMap((scope) => listAt(scope, "logRecords")),
  );
  const failed = spans.filter((span) => numberAt(span, "status", "code") === 2).length;
  const named = spans.map((span) => textAt(span, "name") ?? "").join(", ");
  const said = logs.map((log) => textAt(log, "eventName") ?? textAt(log, "body", "stringValue") ?? "").join(", ");
  return sentence(named, said, failed === 0 ? undefined : `${failed} failed`);
}

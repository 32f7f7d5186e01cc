// The conversation as traces of OpenTelemetry, in OTLP's JSON and the words of the GenAI conventions (semantic-conventions
// 1.45), which any tracing back end shows: a trace for each prompt, and in it a span for each answer and each call.
// https://opentelemetry.io/docs/specs/semconv/gen-ai/

import type { Result } from "../../../../shared/result.ts";
import type { Entries } from "../../conversation/entries.ts";
import { tokenSorts } from "../../conversation/usages.ts";
import type { EntriesInput } from "../../snapshot/entriesExport.ts";
import { exportEntries } from "../../snapshot/entriesExport.ts";
import { createPrettySink } from "../../snapshot/prettySink.ts";
import type { SnapshotSummary } from "../../snapshot/writeSnapshot.ts";
import { mendedNotice, WellFormedSink } from "../wellFormedSink.ts";
import { intAttribute } from "./intAttribute.ts";
import { OtlpSpans } from "./otlpSpans.ts";

/** No time is made up: a made-up one would be taken for what was measured. */
const untimed =
  "The transcript tells no times since 1970, before which OTLP has none, so all spans begin and end at 0: tracing back ends show them in January 1970, or refuse them. The kinds atif and messages need no times.";

export interface OtlpExport extends EntriesInput {
  readonly pretty: boolean;
}

/**
 * One line, or indented with `pretty`. Fails as `exportEntries` does. `notice` says when the transcript tells no times,
 * and of texts that had to be mended.
 */
export function writeOtlp(input: OtlpExport): Promise<Result<SnapshotSummary>> {
  const { source, format } = input;
  const wellFormed = new WellFormedSink(input.sink);
  const sink = input.pretty ? createPrettySink(wellFormed) : wellFormed;
  return exportEntries({ ...input, sink }, async (parts) => {
    const { entries, output, pacer } = parts;
    const spans = new OtlpSpans(parts, source, format.name);
    const times = spans.hasTimes ? [] : [{ key: "seekline.times", value: { stringValue: "none" } }];
    const resource = { attributes: [...resourceOf(format.name, entries), ...times] };
    output.put(`{"resourceSpans":[{"resource":${JSON.stringify(resource)},"scopeSpans":[{"scope":{"name":"seekline"},`);
    output.put('"spans":[');
    await pacer.run(spans.writeAll());
    output.put("]}]}]}");
    output.endLine();
    await pacer.run(output.flush());
    const { messages, toolCalls, hasTimes } = spans;
    const notices = [hasTimes || spans.isEmpty ? undefined : untimed, mendedNotice(wellFormed.mended + spans.mended)];
    const said = notices.filter((notice) => notice !== undefined);
    return { messages, toolCalls, notice: said.length === 0 ? undefined : said.join(" ") };
  });
}

/** Of the whole session: requests whose answer is left out took tokens, too. */
function resourceOf(name: string, { usages, models, costInUsd }: Entries): readonly object[] {
  const totals = usages.totals();
  return [
    { key: "service.name", value: { stringValue: name } },
    { key: "seekline.models", value: { arrayValue: { values: [...models].map((stringValue) => ({ stringValue })) } } },
    ...tokenSorts.flatMap((sort) => {
      const tokens = totals?.[sort];
      return (tokens === undefined ? undefined : intAttribute(`seekline.tokens.${sort}`, tokens)) ?? [];
    }),
    ...(costInUsd === undefined ? [] : [{ key: "seekline.cost.usd", value: { doubleValue: costInUsd } }]),
  ];
}

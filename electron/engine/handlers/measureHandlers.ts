// What the page asks of the records whose measures it shows: durations by the index, tokens by the records themselves, of which
// each is read alone and up to a bound.

import { fail, succeed } from "../../../shared/result.ts";
import type { RecordMeasures } from "../../../shared/rows.ts";
import { MeasureReader } from "../conversation/toldMeasures.ts";
import type { EngineHandlers } from "../port/handlers.ts";
import type { WithTranscript } from "./heldTranscript.ts";
import { inSlices } from "./inSlices.ts";

/** Bytes of records that are read for one request, about; what is beyond is not known. */
const mostBytes = 8 * 1024 * 1024;

/** Durations (milliseconds) and tokens of the records that the page shows; what is beyond 8 MiB of records in one request is left unknown. */
export function createMeasureHandlers(withTranscript: WithTranscript): Pick<EngineHandlers, "measures"> {
  let reader: MeasureReader | undefined;
  return {
    measures: ({ transcript: id, records, of }, { signal }) =>
      withTranscript({ transcript: id }, async ({ transcript }) => {
        const timed = of.includes("duration") ? await inSlices(transcript.durations(records), signal) : undefined;
        if (timed?.ok === false) return timed;
        reader ??= new MeasureReader();
        const told: RecordMeasures[] = [];
        let bytes = 0;
        for (const record of records) {
          const place = transcript.record(record);
          if (!place.ok) return place;
          bytes += place.value.length;
          const read = bytes <= mostBytes ? { source: transcript.source, ...transcript.readingOf(record) } : undefined;
          const said = read && (await reader.read(read.source, { number: record, ...place.value }, read, of));
          if (signal.aborted) return fail({ code: "cancelled" });
          told.push({ duration: timed?.value.get(record) ?? said?.duration, tokens: said?.tokens });
        }
        return succeed(told);
      }),
  };
}

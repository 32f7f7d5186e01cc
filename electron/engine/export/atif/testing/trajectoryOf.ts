// A transcript as a trajectory, and what was said of it.

import { recognise } from "../../../formats/recognition.ts";
import { readSample } from "../../../formats/sample.ts";
import type { Extras } from "../../../snapshot/chosenEntries.ts";
import { withoutExtras } from "../../../snapshot/testing/exportEntries.ts";
import type { Source } from "../../../source/source.ts";
import { writeAtif } from "../writeAtif.ts";

export async function trajectoryOf(
  source: Source,
  extras: Extras = withoutExtras,
  pretty = false,
  more: { readonly thread?: string; readonly clipTools?: number; readonly withSubagents?: boolean } = {},
) {
  const { format, choice } = recognise(readSample(source).heads, {});
  const chunks: Buffer[] = [];
  const written = await writeAtif({
    ...{ source, size: source.size, prefix: choice.prefix, format, extras, pretty },
    ...{ signal: new AbortController().signal, accepts: undefined, thread: undefined },
    ...{ withSubagents: true, ...more },
    sink: { write: (bytes) => void chunks.push(Buffer.from(bytes)) },
    onProgress: () => {},
  });
  return { written, text: Buffer.concat(chunks).toString("utf8") };
}

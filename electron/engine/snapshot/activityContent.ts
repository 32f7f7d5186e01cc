// The content of an activity after its patches. It is patched in memory, up to a bound.

import { heldDocumentBytes } from "../../../shared/limits.ts";
import { runNow } from "../conversation/pacer.ts";
import { readRangeText } from "../conversation/rangeText.ts";
import type { Skeleton } from "../conversation/skeleton.ts";
import type { SpanReader } from "../conversation/spans.ts";
import { readSpans } from "../conversation/spans.ts";
import { activityTypeIn, fieldValue, patchOf } from "../formats/agui/events.ts";
import { parseExactly } from "../formats/agui/exactJson.ts";
import { field } from "../formats/agui/fields.ts";
import { PatchedDocument } from "../formats/agui/patchedDocument.ts";
import type { Entity } from "../formats/messageOperations.ts";
import type { ByteRange, ByteWindow } from "../scanner/byteWindow.ts";
import type { FieldRecord } from "../scanner/fields.ts";

export interface PatchedContent {
  readonly text: string;
  /** Where the activity's type stands, when a patch has set it. */
  readonly activityType: ByteRange | undefined;
}

/** Undefined when the content, or one of its patches, is too long or too deep to be held in memory. */
export async function patchContent(
  reader: SpanReader,
  window: ByteWindow,
  skeleton: Skeleton,
  activity: Entity,
  content: ByteRange,
): Promise<PatchedContent | undefined> {
  if (content.length > heldDocumentBytes) return undefined;
  const document = PatchedDocument.of(readRangeText(reader.source, content));
  if (document === undefined) return undefined;
  let activityType: ByteRange | undefined;
  const typeOf = (record: FieldRecord): ByteRange | undefined => {
    const range = { offset: record.offset, length: record.length };
    return runNow(activityTypeIn(window, { range, activityType: fieldValue(record, field.activityType) }));
  };
  let isTooLong = false;
  const take = (_: Entity, record: FieldRecord): "taken" | "stop" => {
    const patch = patchOf(record);
    if (patch === undefined) return "taken";
    isTooLong ||= patch.length > heldDocumentBytes;
    if (!isTooLong) {
      const outcome = document.apply(parseExactly(readRangeText(reader.source, patch)), patch.length);
      if (outcome === "applied") activityType = typeOf(record);
      isTooLong = outcome === "not held" || document.isTooLong;
    }
    return reader.pacer.isDue ? "stop" : "taken";
  };
  const spans = skeleton.segmentsOf(activity).map((segment) => ({ segment, owner: activity }));
  await readSpans(reader, spans, take, () => reader.pacer.pause());
  return isTooLong ? undefined : { text: document.text(), activityType };
}

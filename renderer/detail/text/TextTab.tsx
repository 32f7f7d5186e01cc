// The text of a record: as it stands in the file, or indented.

import { Segments } from "../../controls/Segments.tsx";
import { useSettings, useWorkspace } from "../../data/useWorkspace.ts";
import type { SoughtHits } from "../hits/soughtHits.ts";
import type { RecordReader } from "../recordReader.ts";
import { IndentedText } from "./IndentedText.tsx";
import { TextView } from "./TextView.tsx";
import type { TextBlocks } from "./textBlocks.ts";

const forms = [
  { value: "raw", title: "Raw" },
  { value: "indented", title: "Indented" },
] as const;

/** The choice, which is a setting. It stands outside of what it changes, so the keyboard stays with it. */
export function TextForms() {
  const { settings } = useWorkspace();
  const chosen = useSettings((known) => known.textForm);
  return (
    <Segments
      label="How the text is shown"
      value={chosen}
      options={forms}
      onChoose={(textForm) => settings.setState({ textForm })}
    />
  );
}

export interface TextTabProps {
  readonly blocks: TextBlocks;
  readonly hits: SoughtHits | undefined;
  /** Another number for another record. */
  readonly epoch: number;
  readonly reader: RecordReader;
  /** What is none is shown as it is. */
  readonly isJson: boolean;
}

/** Fills its parent. */
export function TextTab({ blocks, hits, epoch, reader, isJson }: TextTabProps) {
  const chosen = useSettings((known) => known.textForm);
  return isJson && chosen === "indented" ? (
    <IndentedText key={epoch} reader={reader} hits={hits} />
  ) : (
    <TextView blocks={blocks} hits={hits} epoch={epoch} length={reader.row.length} />
  );
}

import { useEffect, useState } from "react";
import type { ExportOptions, ExportPreview } from "../../../shared/exports.ts";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import type { EngineClient } from "../../data/engineClient.ts";

export interface PreviewWanted {
  readonly engine: Pick<EngineClient, "request"> | undefined;
  readonly transcript: string;
  readonly options: ExportOptions;
  /** The engine may have to read all of a transcript for its first lines, so it is asked only when somebody looks. */
  readonly wanted: boolean;
}

/** What an export begins with; undefined until it is known. */
export function usePreview({
  engine,
  transcript,
  options,
  wanted,
}: PreviewWanted): Result<ExportPreview, Failure> | undefined {
  const [known, setKnown] = useState<{ readonly of: string; readonly answer: Result<ExportPreview, Failure> }>();
  // The options are made anew whenever the sheet is drawn.
  const asked = JSON.stringify([transcript, options]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` stands for the transcript and the options.
  useEffect(() => {
    if (engine === undefined || !wanted) return undefined;
    const control = new AbortController();
    void engine.request("exportPreview", { transcript, options }, control.signal).then((answer) => {
      if (!control.signal.aborted) setKnown({ of: asked, answer });
    });
    return () => control.abort();
  }, [engine, asked, wanted]);
  return known?.of === asked ? known.answer : undefined;
}

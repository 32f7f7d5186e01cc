import { useEffect, useState } from "react";
import type { ExportEstimate, ExportOptions } from "../../../shared/exports.ts";
import type { EngineClient } from "../../data/engineClient.ts";

export interface EstimateWanted {
  readonly engine: Pick<EngineClient, "request"> | undefined;
  readonly transcript: string;
  readonly options: ExportOptions;
}

/** How large an export will be; undefined until it is known, and where nobody can tell. */
export function useEstimate({ engine, transcript, options }: EstimateWanted): ExportEstimate | undefined {
  const [known, setKnown] = useState<{ readonly of: string; readonly estimate: ExportEstimate | undefined }>();
  // The options are made anew whenever the sheet is drawn.
  const asked = JSON.stringify([transcript, options]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` stands for the transcript and the options.
  useEffect(() => {
    if (engine === undefined) return undefined;
    const control = new AbortController();
    void engine.request("exportEstimate", { transcript, options }, control.signal).then((answer) => {
      // Why there is none is told by the preview, and by the export itself.
      if (!control.signal.aborted) setKnown({ of: asked, estimate: answer.ok ? answer.value : undefined });
    });
    return () => control.abort();
  }, [engine, asked]);
  return known?.of === asked ? known.estimate : undefined;
}

// Asks the engine what happened in the open transcript, each time the sheet is opened, and stops when it is closed.

import { useEffect, useState } from "react";
import type { ExportProgress } from "../../../shared/exports.ts";
import type { Failure } from "../../../shared/failure.ts";
import type { Summary } from "../../../shared/summary.ts";
import type { EngineClient } from "../../data/engineClient.ts";
import { reportedRequest } from "../../data/reportedRequest.ts";

/** Reading may take as long as reading all of the file. */
export type SummaryState =
  | { readonly phase: "reading"; readonly progress: ExportProgress | undefined }
  | { readonly phase: "known"; readonly summary: Summary }
  | { readonly phase: "failed"; readonly failure: Failure };

/** `related`: with the numbers of the files that belong to it. */
export function useSummary(engine: EngineClient | undefined, transcript: string, related: boolean): SummaryState {
  const [state, setState] = useState<SummaryState>({ phase: "reading", progress: undefined });
  useEffect(() => {
    if (engine === undefined) return undefined;
    setState({ phase: "reading", progress: undefined });
    const control = new AbortController();
    const { signal } = control;
    void reportedRequest(engine, "summary", { transcript, related }, signal, (progress) => {
      if (!signal.aborted) setState({ phase: "reading", progress });
    }).then((result) => {
      if (signal.aborted) return;
      setState(result.ok ? { phase: "known", summary: result.value } : { phase: "failed", failure: result.failure });
    });
    return () => control.abort();
  }, [engine, transcript, related]);
  return state;
}

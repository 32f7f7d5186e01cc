import { useEffect, useState } from "react";
import type { ThreadList } from "../../../shared/threads.ts";
import type { EngineClient } from "../../data/engineClient.ts";

export interface ThreadsWanted {
  readonly engine: Pick<EngineClient, "request"> | undefined;
  readonly transcript: string;
  /** The engine reads all of a log for this, so it is asked only when somebody looks. */
  readonly wanted: boolean;
}

/** The threads of a transcript; undefined until they are known. */
export function useThreads({ engine, transcript, wanted }: ThreadsWanted): ThreadList | undefined {
  const [known, setKnown] = useState<{ readonly transcript: string; readonly threads: ThreadList }>();
  useEffect(() => {
    if (engine === undefined || !wanted) return undefined;
    const control = new AbortController();
    void engine.request("threads", { transcript }, control.signal).then((answer) => {
      if (answer.ok && !control.signal.aborted) setKnown({ transcript, threads: answer.value });
    });
    return () => control.abort();
  }, [engine, transcript, wanted]);
  return known?.transcript === transcript ? known.threads : undefined;
}

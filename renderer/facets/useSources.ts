import { useEffect, useState } from "react";
import type { SourceCount } from "../../shared/transcript.ts";
import { useOpenTranscript, useWhole, useWorkspace } from "../data/useWorkspace.ts";

interface Known {
  readonly transcript: string;
  readonly sources: readonly SourceCount[];
}

const none: readonly SourceCount[] = [];

/** The transcripts of the open group; none of one transcript, or until all are read. */
export function useSources(): readonly SourceCount[] {
  const { connection } = useWorkspace();
  const connected = useWhole(connection.state);
  const engine = connected.phase === "ready" ? connected.engine : undefined;
  const transcript = useOpenTranscript((open) => open.id);
  const isRead = useOpenTranscript((open) => open.isGroup && open.progress.state.phase === "complete") ?? false;
  const [known, setKnown] = useState<Known | undefined>(undefined);

  useEffect(() => {
    if (!isRead || engine === undefined || transcript === undefined) return;
    const stop = new AbortController();
    void engine.request("completions", { transcript }, stop.signal).then((answer) => {
      if (!stop.signal.aborted && answer.ok) setKnown({ transcript, sources: answer.value.sources });
    });
    return () => stop.abort();
  }, [isRead, engine, transcript]);

  return known !== undefined && known.transcript === transcript && isRead ? known.sources : none;
}

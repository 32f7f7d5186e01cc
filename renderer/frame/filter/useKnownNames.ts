import { useEffect, useMemo, useState } from "react";
import { useFacets, useOpenTranscript, useWhole, useWorkspace } from "../../data/useWorkspace.ts";
import type { KnownNames } from "./completion.ts";

type Counted = KnownNames["role"];

interface CountedNames {
  readonly transcript: string;
  readonly role: Counted;
  readonly tool: Counted;
  readonly source: Counted;
  readonly complete: boolean;
}

/** `complete`: what is not among them is not in the transcript. */
export type NamesHere = KnownNames & { readonly complete: boolean };

const pauseMs = 300;

/** What the filter may name in the open transcript. Roles, tools and sources are asked for as long as they are `wanted`. */
export function useKnownNames(wanted: boolean): NamesHere {
  const { connection } = useWorkspace();
  const connected = useWhole(connection.state);
  const engine = connected.phase === "ready" ? connected.engine : undefined;
  const transcript = useOpenTranscript((open) => open.id);
  const kinds = useFacets((facets) => facets.kinds);
  const kindsComplete = useFacets((facets) => facets.complete);
  const [known, setKnown] = useState<CountedNames | undefined>(undefined);

  useEffect(() => {
    if (!wanted || engine === undefined || transcript === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = new AbortController();
    const ask = async () => {
      const answer = await engine.request("completions", { transcript }, stop.signal);
      if (stop.signal.aborted || !answer.ok) return;
      const { roles, tools, sources, complete } = answer.value;
      setKnown({ transcript, role: roles, tool: tools, source: sources, complete });
      if (!complete) timer = setTimeout(() => void ask(), pauseMs);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [wanted, engine, transcript]);

  return useMemo(() => {
    const here = known?.transcript === transcript ? known : undefined;
    const kind = kinds.map(({ kind: name, count }) => ({ name, count }));
    const complete = kindsComplete && here?.complete === true;
    return { kind, role: here?.role ?? [], tool: here?.tool ?? [], source: here?.source ?? [], complete };
  }, [kinds, kindsComplete, known, transcript]);
}

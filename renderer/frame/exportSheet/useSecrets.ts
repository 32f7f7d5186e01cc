import { useEffect, useState } from "react";
import type { SecretCount } from "../../../shared/exports.ts";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import type { EngineClient } from "../../data/engineClient.ts";

export interface SecretsWanted {
  readonly engine: Pick<EngineClient, "request"> | undefined;
  readonly transcript: string;
  /** The engine reads all of a transcript for this, so it is asked only when they are to be hidden. */
  readonly wanted: boolean;
}

/** The secrets of a transcript; undefined until they are known. */
export function useSecrets({
  engine,
  transcript,
  wanted,
}: SecretsWanted): Result<readonly SecretCount[], Failure> | undefined {
  const [known, setKnown] = useState<{
    readonly transcript: string;
    readonly answer: Result<readonly SecretCount[], Failure>;
  }>();
  useEffect(() => {
    if (engine === undefined || !wanted) return undefined;
    const control = new AbortController();
    void engine.request("secrets", { transcript }, control.signal).then((answer) => {
      if (!control.signal.aborted) setKnown({ transcript, answer });
    });
    return () => control.abort();
  }, [engine, transcript, wanted]);
  return known?.transcript === transcript ? known.answer : undefined;
}

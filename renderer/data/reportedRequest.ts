import type { Method, Params, Replies } from "../../shared/engineContract.ts";
import type { ExportProgress } from "../../shared/exports.ts";
import type { Result } from "../../shared/result.ts";
import type { EngineClient } from "./engineClient.ts";

/** A request that says how far it is until the answer is here. */
export async function reportedRequest<M extends Method>(
  engine: Pick<EngineClient, "start" | "onEvent">,
  method: M,
  params: Params<M>,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<Result<Replies[M]>> {
  const { id, answer } = engine.start(method, params, signal);
  const stopListening = engine.onEvent((event) => {
    if (event.type === "exportProgress" && event.request === id) onProgress(event.progress);
  });
  return answer.finally(stopListening);
}

// What the engine implements, as the port calls it: one function per method of the contract.

import type { EngineEvent, Method, Params, Replies } from "../../../shared/engineContract.ts";
import type { Result } from "../../../shared/result.ts";

/** What a handler knows beside its parameters; of one request, and of no use once it was answered. */
export interface RequestContext {
  /** Aborted when the page cancels the request or goes away. A handler then stops soon and answers `cancelled`. */
  readonly signal: AbortSignal;
  /** The number that `exportProgress` events carry. */
  readonly requestId: number;
  /** Pushes an event to the page that asked; after the page has gone it does nothing. */
  emit(event: EngineEvent): void;
}

/** Expected failures are returned; a rejected promise is a bug, which the page is told of as `unexpected`. */
export type EngineHandlers = {
  readonly [M in Method]: (params: Params<M>, context: RequestContext) => Promise<Result<Replies[M]>>;
};

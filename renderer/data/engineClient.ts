// The engine as the page sees it: typed requests and events over one port. Every request settles exactly once and never
// rejects: with the engine's answer, or with `engine-stopped` when the port closes. A closed client stays closed; after
// the command `engine-restarted` the page connects anew.

import type { Desktop } from "../../shared/desktop.ts";
import type { EngineEvent, EngineMessage, Method, PageMessage, Params, Replies } from "../../shared/engineContract.ts";
import type { Failure } from "../../shared/failure.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { acquireEnginePort } from "./enginePort.ts";

/** One connection, shared by all tabs. Nothing is asked again by itself: whoever asks decides what a failure means. */
export interface EngineClient {
  /**
   * Aborting `signal` asks the engine to stop; the promise settles when the engine has done so (an export has then
   * removed what it wrote), as a rule with `cancelled`, or with the answer if that was already on its way.
   */
  request<M extends Method>(method: M, params: Params<M>, signal?: AbortSignal): Promise<Result<Replies[M]>>;
  /**
   * Like `request`, for a request that reports on itself: its number is known before the answer, and events such as
   * `exportProgress` name it.
   */
  start<M extends Method>(method: M, params: Params<M>, signal?: AbortSignal): StartedRequest<M>;
  /** Returns how to stop listening. */
  onEvent(listener: (event: EngineEvent) => void): () => void;
  /** Called once when the engine has stopped or `close` was called; at once if that has already happened. */
  onClosed(listener: () => void): () => void;
  close(): void;
}

/** `id` is that of `exportProgress` events; `answer` never rejects. */
export interface StartedRequest<M extends Method> {
  readonly id: number;
  readonly answer: Promise<Result<Replies[M]>>;
}

type Answer = Exclude<EngineMessage, { readonly type: "event" }>;

interface Pending {
  /** Undefined stands for a closed port. */
  settle(answer: Answer | undefined): void;
}

/** `onFailure` hears of every failure that the engine answers with, beside whoever asked. */
export async function connectToEngine(
  desktop: Pick<Desktop, "connectEngine">,
  onFailure: (failure: Failure) => void,
): Promise<EngineClient> {
  return createEngineClient(await acquireEnginePort(desktop), onFailure);
}

/** Takes the port over: it is started, and closed by `close`. Nobody else may listen to it. */
export function createEngineClient(port: MessagePort, onFailure: (failure: Failure) => void = () => {}): EngineClient {
  const pending = new Map<number, Pending>();
  const eventListeners = new Set<(event: EngineEvent) => void>();
  const closedListeners = new Set<() => void>();
  let closed = false;
  let nextId = 1;

  const post = (message: PageMessage) => port.postMessage(message);

  const receive = ({ data }: MessageEvent<EngineMessage>) => {
    if (data.type === "event") {
      for (const listener of eventListeners) listener(data.event);
      return;
    }
    pending.get(data.id)?.settle(data);
  };

  const end = () => {
    if (closed) return;
    closed = true;
    for (const request of [...pending.values()]) request.settle(undefined);
    for (const listener of closedListeners) listener();
    closedListeners.clear();
    eventListeners.clear();
  };

  port.addEventListener("message", receive);
  port.addEventListener("close", end);
  port.start();

  function start<M extends Method>(method: M, params: Params<M>, signal?: AbortSignal): StartedRequest<M> {
    const id = nextId;
    nextId += 1;
    const answer = new Promise<Result<Replies[M]>>((resolve) => {
      if (closed) return resolve(fail({ code: "engine-stopped" }));
      if (signal?.aborted) return resolve(fail({ code: "cancelled" }));

      const cancel = () => post({ type: "cancel", id });
      const settle = (reply: Answer | undefined) => {
        pending.delete(id);
        signal?.removeEventListener("abort", cancel);
        if (reply === undefined) return resolve(fail({ code: "engine-stopped" }));
        if (reply.type === "failure") {
          onFailure(reply.failure);
          return resolve(fail(reply.failure));
        }
        if (answers<M>(reply.value, id, reply.id)) resolve(succeed(reply.value));
      };
      pending.set(id, { settle });
      signal?.addEventListener("abort", cancel);
      post({ type: "request", id, method, params });
    });
    return { id, answer };
  }

  return {
    start,
    request: (method, params, signal) => start(method, params, signal).answer,
    onEvent(listener) {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    onClosed(listener) {
      if (closed) listener();
      else closedListeners.add(listener);
      return () => closedListeners.delete(listener);
    },
    close() {
      port.close();
      end();
    },
  };
}

/** The engine is the more trusted side and built from the same contract: an answer with this id is of this method's type. */
function answers<M extends Method>(_value: Replies[Method], id: number, answered: number): _value is Replies[M] {
  return id === answered;
}

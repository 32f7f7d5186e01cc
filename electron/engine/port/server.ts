// The engine's side of a port to a page. Everything that comes in is checked against the contract, each request is
// answered exactly once, and nothing a page sends may end the process: a page is the less trusted side. Knows no Electron;
// tests run it on worker_threads ports.

import type { z } from "zod";
import type { EngineEvent, EngineMessage, Method, Params } from "../../../shared/engineContract.ts";
import { pageMessageSchema, requestSchemas } from "../../../shared/engineContract.ts";
import { printText } from "../../../shared/printText.ts";
import type { EngineHandlers } from "./handlers.ts";

/** What Electron's and Node's ports have in common. */
export interface ServerPort {
  postMessage(message: EngineMessage): void;
  onMessage(listener: (data: unknown) => void): void;
  /** The other end is gone. */
  onClose(listener: () => void): void;
  /** Delivers what has queued up since; called last. */
  start(): void;
}

export interface PortServer {
  /** Pushes an event to the page; does nothing once the port has closed. */
  emit(event: EngineEvent): void;
}

/** More than a page that works ever has under way; beyond it requests are refused instead of queued without bound. */
const maxRequestsUnderWay = 256;

/** Looked up with a method's name it gives that method's schema; the same table, typed so that the compiler follows. */
const schemas: { readonly [M in Method]: z.ZodType<Params<M>> } = requestSchemas;

export interface PortServerOptions {
  readonly onClosed: () => void;
  /** A bug, met while answering this method. */
  readonly onUnexpected: (error: unknown, method: Method) => void;
}

/** Serves `handlers` on `port` until it closes. */
export function servePort(
  port: ServerPort,
  handlers: EngineHandlers,
  { onClosed, onUnexpected }: PortServerOptions,
): PortServer {
  const underWay = new Map<number, AbortController>();
  let open = true;

  const post = (message: EngineMessage) => {
    if (open) port.postMessage(message);
  };
  const emit = (event: EngineEvent) => post({ type: "event", event });
  const refuse = (id: number, detail: string) =>
    post({ type: "failure", id, failure: { code: "bad-request", detail } });

  async function run<M extends Method>(id: number, method: M, params: unknown): Promise<void> {
    const parsed = schemas[method].safeParse(params);
    if (!parsed.success) return refuse(id, `${method}: ${firstIssue(parsed.error)}`);

    const controller = new AbortController();
    underWay.set(id, controller);
    try {
      const result = await handlers[method](parsed.data, { signal: controller.signal, requestId: id, emit });
      post(result.ok ? { type: "reply", id, value: result.value } : { type: "failure", id, failure: result.failure });
    } catch (error) {
      const isCancelled = controller.signal.aborted && error === controller.signal.reason;
      if (!isCancelled) onUnexpected(error, method);
      post({
        type: "failure",
        id,
        failure: isCancelled ? { code: "cancelled" } : { code: "unexpected", call: method },
      });
    } finally {
      underWay.delete(id);
    }
  }

  port.onMessage((data) => {
    const message = pageMessageSchema.safeParse(data);
    if (!message.success) {
      const id = requestId(data);
      const detail = firstIssue(message.error);
      if (id === undefined)
        console.error(`seekline: a message without a request number was dropped (${printText(detail)}).`);
      else if (!underWay.has(id)) refuse(id, detail);
      return;
    }
    if (message.data.type === "cancel") {
      underWay.get(message.data.id)?.abort();
      return;
    }
    const { id, method, params } = message.data;
    if (underWay.has(id)) {
      // Answering it would give the earlier request of this number a second answer.
      console.error(`seekline: request ${id} was sent twice; the second was dropped.`);
    } else if (underWay.size >= maxRequestsUnderWay) {
      refuse(id, `more than ${maxRequestsUnderWay} requests at once`);
    } else if (isMethod(method)) {
      void run(id, method, params); // never rejects
    } else {
      refuse(id, `no method ${method}`);
    }
  });

  port.onClose(() => {
    if (!open) return;
    open = false;
    for (const controller of underWay.values()) controller.abort();
    onClosed();
  });

  port.start();
  return { emit };
}

function isMethod(name: string): name is Method {
  return Object.hasOwn(requestSchemas, name);
}

/** The number of a request that is otherwise wrong, so that it can be answered. */
function requestId(data: unknown): number | undefined {
  if (typeof data !== "object" || data === null || !("type" in data) || data.type !== "request") return undefined;
  return "id" in data && typeof data.id === "number" && Number.isSafeInteger(data.id) && data.id >= 0
    ? data.id
    : undefined;
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? "not valid" : `${issue.path.join(".")} ${issue.message}`.trim();
}

// The engine's side of a port to a page. Everything that comes in is checked against the contract, each request is
// answered exactly once, and nothing a page sends may end the process: a page is the less trusted side. Knows no Electron;
// tests run it on worker_threads ports.

import type { z } from "zod";
import type { EngineEvent, EngineMessage, Method, Params } from "../../../shared/engineContract.ts";
import { pageMessageSchema, requestSchemas } from "../../../shared/engineContract.ts";
import type { Failure } from "../../../shared/failure.ts";
import { printText } from "../../../shared/printText.ts";
import { unexpectedLines } from "../../../shared/unexpected.ts";
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

/** Serves `handlers` on `port` until it closes, then calls `onClosed`. */
export function servePort(port: ServerPort, handlers: EngineHandlers, onClosed: () => void = () => {}): PortServer {
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
      post({ type: "failure", id, failure: failureOf(error, method, controller.signal) });
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

function failureOf(error: unknown, method: Method, signal: AbortSignal): Failure {
  if (signal.aborted && error === signal.reason) return { code: "cancelled" };
  for (const line of unexpectedLines(error, process.env)) console.error(`seekline: ${line}`);
  return { code: "bad-request", detail: `${method}: ${firstLine(error)}` };
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? "not valid" : `${issue.path.join(".")} ${issue.message}`.trim();
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split(/[\r\n]/, 1)[0] ?? "").slice(0, 200);
}

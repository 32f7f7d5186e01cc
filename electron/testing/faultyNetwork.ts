// A network between two programs that speak HTTP, on which things go wrong: chosen by a seed, counted only when they
// really happened. It stands between a sender and a receiver, and hands on whatever it is not told to spoil.

import type { IncomingMessage, ServerResponse } from "node:http";
import http from "node:http";
import { Random } from "../cli/generator/random.ts";

export const faultNames = [
  "lost request",
  "lost answer",
  "half window",
  "slow answer",
  "answer 409",
  "answer 429",
  "answer 500",
  "replay of this window",
  "replay of an old window",
  "receiver restarts",
  "sender restarts",
] as const;
export type FaultName = (typeof faultNames)[number];

/** What happens to requests that carry events, and to no others. */
const ofWindows: ReadonlySet<FaultName> = new Set(["half window", "replay of this window"]);

export interface FaultyNetworkOptions {
  readonly seed: number;
  /** Of a hundred requests, so many meet a fault. */
  readonly percent: number;
  /** After so many faults everything goes well. */
  readonly most: number;
  /** Where the receiver listens at the moment. */
  readonly receiverPort: () => number;
  readonly restartReceiver: () => Promise<void>;
  readonly restartSender: () => void;
}

export interface FaultyNetwork {
  readonly port: number;
  /** Every fault that happened, in order. */
  readonly log: readonly FaultName[];
  close(): Promise<void>;
}

interface Kept {
  readonly url: string;
  readonly authorization: string;
  readonly body: Buffer;
}

/** Windows that may come again much later. */
const mostKept = 20;

export async function startFaultyNetwork(options: FaultyNetworkOptions): Promise<FaultyNetwork> {
  const random = new Random(options.seed);
  const log: FaultName[] = [];
  const kept: Kept[] = [];

  const forward = (asked: Asked): Promise<Answered> => askOver(options.receiverPort(), asked);

  const act = async (fault: FaultName | undefined, asked: Asked, response: ServerResponse): Promise<boolean> => {
    switch (fault) {
      case undefined:
        reply(response, await forward(asked));
        return false;
      case "lost request":
        response.destroy();
        return true;
      case "lost answer":
        await forward(asked);
        response.destroy();
        return true;
      case "half window":
        await sendHalf(options.receiverPort(), asked);
        response.destroy();
        return true;
      case "slow answer":
        await forward(asked);
        // Until the sender has waited long enough.
        await new Promise((resolve) => response.once("close", resolve));
        return true;
      case "answer 409":
        reply(response, { status: 409, headers: {}, body: Buffer.from('{"error":"events are missing"}') });
        return true;
      case "answer 429":
        reply(response, { status: 429, headers: { "retry-after": "0" }, body: Buffer.from("slower") });
        return true;
      case "answer 500":
        reply(response, { status: 500, headers: {}, body: Buffer.alloc(100_000, "<p>nothing works</p>") });
        return true;
      case "replay of this window":
        await forward(asked);
        reply(response, await forward(asked));
        return true;
      case "replay of an old window": {
        if (kept.length === 0) break;
        const old = random.pick(kept);
        await forward({ ...old, method: "POST" });
        reply(response, await forward(asked));
        return true;
      }
      case "receiver restarts": {
        // What is under way meets the end of the receiver at any point.
        const sent = forward(asked).catch(() => undefined);
        await options.restartReceiver();
        await sent;
        response.destroy();
        return true;
      }
      case "sender restarts":
        options.restartSender();
        response.destroy();
        return true;
    }
    reply(response, await forward(asked));
    return false;
  };

  const server = http.createServer((request, response) => {
    void (async () => {
      const asked = await readAsked(request);
      const isBad = log.length < options.most && random.below(100) < options.percent;
      const possible = faultNames.filter((name) => asked.body.length > 1 || !ofWindows.has(name));
      const fault = isBad ? random.pick(possible) : undefined;
      if ((await act(fault, asked, response)) && fault !== undefined) log.push(fault);
      if (asked.method !== "POST" || asked.body.length === 0) return;
      kept.push(asked);
      if (kept.length > mostKept) kept.shift();
      // A peer that goes away in the middle is what this is about.
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the network has no port");
  return {
    port: address.port,
    log,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Asked extends Kept {
  readonly method: string;
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  const { method = "GET", url = "/" } = request;
  return { method, url, authorization: request.headers.authorization ?? "", body: Buffer.concat(parts) };
}

interface Answered {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

function reply(response: ServerResponse, { status, headers, body }: Answered): void {
  const { "retry-after": retryAfter } = headers;
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": body.length,
    ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
  });
  response.end(body);
}

function requestOf(port: number, { method, url, authorization, body }: Asked): http.RequestOptions {
  const headers = { "content-length": body.length, host: `127.0.0.1:${port}`, authorization };
  return { host: "127.0.0.1", port, method, path: url, headers, agent: false };
}

function askOver(port: number, asked: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = http.request(requestOf(port, asked), (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    request.on("error", reject);
    request.end(asked.body);
  });
}

/** The receiver is promised a whole window and gets half of one. */
function sendHalf(port: number, asked: Asked): Promise<void> {
  return new Promise((resolve) => {
    const request = http.request(requestOf(port, asked));
    request.on("error", () => undefined);
    request.on("close", resolve);
    request.write(asked.body.subarray(0, Math.floor(asked.body.length / 2)), () => request.destroy());
  });
}

// Who may ask. A server on the loopback can be reached by every program of the machine and by every page in a browser: a
// page names itself in `Origin`, and one that turned its own name into 127.0.0.1 (DNS rebinding) names it in `Host`.

import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isLoopback } from "../../../../shared/endpoint.ts";
import type { Refusal } from "./refusal.ts";

export interface Guard {
  /** Where the server listens. */
  readonly host: string;
  /** Who knows it may ask; undefined: everyone who gets here. */
  readonly token: string | undefined;
}

/** Why a request is not to be answered. */
export function refusalOf(request: IncomingMessage, { host, token }: Guard): Refusal | undefined {
  const named = hostNameOf(`http://${request.headers.host ?? ""}`);
  if (named === undefined || (isLoopback(host) && !isLoopback(named))) {
    return { status: 403, error: "the Host header names another host than this one" };
  }
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${request.headers.host}`) {
    return { status: 403, error: "pages of other origins may not ask" };
  }
  if (token !== undefined && !isSame(request.headers.authorization ?? "", `Bearer ${token}`)) {
    return { status: 401, error: "a token is needed: Authorization: Bearer TOKEN" };
  }
  return undefined;
}

function hostNameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

/** Takes as long for every wrong one. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

// How the page gets its end of a port to the engine. A port cannot pass the context bridge, so preload posts it to this
// very window as a message. Anything may post messages to a window: only one from the window itself that carries the
// nonce of this request is taken.

import type { Desktop } from "../../shared/desktop.ts";
import { enginePortMessage } from "../../shared/desktop.ts";

/** Asks main for a new port. Waits as long as the engine needs to start. */
export function acquireEnginePort(desktop: Pick<Desktop, "connectEngine">): Promise<MessagePort> {
  const nonce = crypto.randomUUID();
  return new Promise((resolve) => {
    const take = (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      if (event.source !== window || !announces(event.data, nonce) || port === undefined) return;
      window.removeEventListener("message", take);
      resolve(port);
    };
    window.addEventListener("message", take);
    desktop.connectEngine(nonce);
  });
}

function announces(data: unknown, nonce: string): boolean {
  return (
    typeof data === "object" &&
    data !== null &&
    "type" in data &&
    data.type === enginePortMessage &&
    "nonce" in data &&
    data.nonce === nonce
  );
}

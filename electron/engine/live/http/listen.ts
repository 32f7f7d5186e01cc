import type { Server } from "node:http";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import { systemWord } from "../../source/fileSource.ts";

/** Where to listen; port 0 is any that is free. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Resolves with the port when the server takes requests. */
export async function listen(server: Server, { host, port }: Address): Promise<Result<number>> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host.replace(/^\[(.*)\]$/, "$1"), () => {
        server.off("error", reject);
        resolve();
      });
    });
  } catch (error) {
    const detail = systemWord(error);
    return fail(detail === "EADDRINUSE" ? { code: "port-in-use", port } : { code: "cannot-listen", detail });
  }
  const address = server.address();
  return succeed(typeof address === "object" && address !== null ? address.port : port);
}

/** What is under way may end, for at most so many ms. */
const mostWaitMs = 5_000;

/** Takes no more requests; resolves when those that are under way have ended. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), mostWaitMs);
  await closed;
  clearTimeout(timer);
}

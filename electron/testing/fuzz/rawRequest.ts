// Bytes to a port, and what comes back until the other end closes or has answered.

import net from "node:net";

/** Longer answers are not read, in bytes. */
const mostBytes = 200_000;

/** The status of the answer to a request that is whole. */
export function statusOf(port: number, request: string): Promise<number | undefined> {
  return ask(port, (socket) => socket.write(request));
}

/** The same of one that may be anything: there is nothing behind it, so nobody waits for more. May be undefined. */
export function statusOfLast(port: number, request: string): Promise<number | undefined> {
  return ask(port, (socket) => socket.end(request));
}

/** The first line's status; undefined when the connection ended without one. */
function ask(port: number, send: (socket: net.Socket) => void): Promise<number | undefined> {
  return new Promise((resolve) => {
    let read = "";
    const socket = net.connect(port, "127.0.0.1", () => send(socket));
    const end = (): void => {
      socket.destroy();
      const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(read) ?? [];
      resolve(status === undefined ? undefined : Number(status));
    };
    socket.on("data", (part) => {
      read += part.toString("latin1");
      if (read.length > mostBytes || /^HTTP\/1\.1 \d{3}/.test(read)) end();
    });
    socket.on("error", end);
    socket.on("close", end);
  });
}

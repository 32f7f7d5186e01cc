// The rest of the world, as seen from a network namespace in which every address is this machine: a name server that
// knows every name, and ears at the ports that somebody might call. Each look-up and each call is written down.

import { createSocket } from "node:dgram";
import { createServer, type Server } from "node:net";

/** Web, DNS (plain and over TLS), DNS over HTTPS and QUIC by the same ports, STUN and TURN, and mDNS. */
const tcpPorts = [53, 80, 443, 853, 3478];
const udpPorts = [443, 3478, 5353];

/** Any host's address; of a block that is reserved for examples. */
const address = [198, 51, 100, 7];

/** Nobody is answered but who asks for a name; every other call is hung up on. */
export interface Outside {
  /** What was asked for and who was called, oldest first: `name example.com`, `tcp 443`, `udp 3478`. */
  readonly contacts: string[];
  close(): void;
}

/**
 * Listens on ports below 1024, so it takes a namespace in which that is allowed; rejects where one of them is taken.
 */
export async function openOutside(): Promise<Outside> {
  const contacts: string[] = [];
  const names = createSocket("udp4", (query, { port, address: sender }) => {
    contacts.push(`name ${nameIn(query)}`);
    names.send(answerTo(query), port, sender);
  });
  const packets = udpPorts.map((port) => ({ port, socket: createSocket("udp4", () => contacts.push(`udp ${port}`)) }));
  const calls = tcpPorts.map((port) => ({ port, server: createServer((call) => noteCall(call, `tcp ${port}`)) }));

  function noteCall(call: { destroy(): void }, contact: string): void {
    contacts.push(contact);
    call.destroy();
  }

  await Promise.all([
    new Promise<void>((resolve) => names.bind(53, "0.0.0.0", resolve)),
    ...packets.map(({ port, socket }) => new Promise<void>((resolve) => socket.bind(port, "0.0.0.0", resolve))),
    ...calls.map(({ port, server }) => listen(server, port)),
  ]);
  return {
    contacts,
    close() {
      names.close();
      for (const { socket } of packets) socket.close();
      for (const { server } of calls) server.close();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "0.0.0.0", resolve);
  });
}

// A DNS message (RFC 1035, section 4.1): a head of 12 bytes, then the question: labels with their lengths in front, an
// empty label, two bytes of type, two of class.

const headBytes = 12;
const typeA = 1;

function nameIn(query: Buffer): string {
  const labels: string[] = [];
  for (let at = headBytes; (query[at] ?? 0) > 0; at += (query[at] ?? 0) + 1) {
    labels.push(query.toString("latin1", at + 1, at + 1 + (query[at] ?? 0)));
  }
  return labels.join(".");
}

/** One address for a question of type A, none for any other. */
function answerTo(query: Buffer): Buffer {
  const end = query.indexOf(0, headBytes) + 5;
  const reply = Buffer.from(query.subarray(0, end));
  const knows = reply.readUInt16BE(end - 4) === typeA;
  reply.writeUInt16BE(0x8180, 2); // a reply, with recursion, without error
  reply.writeUInt16BE(knows ? 1 : 0, 6);
  reply.writeUInt32BE(0, 8); // no authorities, no additional records
  // The question's name, type A, class IN, valid for 60 s, four bytes.
  const record = [0xc0, headBytes, 0, typeA, 0, 1, 0, 0, 0, 60, 0, 4, ...address];
  return knows ? Buffer.concat([reply, Buffer.from(record)]) : reply;
}

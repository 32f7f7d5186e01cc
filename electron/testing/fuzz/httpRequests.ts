// Requests as programs, browsers and those who want no good send them.

import fc from "fast-check";

const method = fc.constantFrom("GET", "POST", "POST", "HEAD", "PUT", "OPTIONS", "get", "G T");
const header = fc.constantFrom(
  ...[
    "Origin: http://evil.example",
    "Origin: null",
    "Authorization: Bearer x",
    "Accept: text/event-stream",
    "X: \u00e9",
  ],
  ...["Last-Event-ID: c.1.99999", "Last-Event-ID: -1", "Last-Event-ID: r.0.0", "Content-Type: application/json"],
  ...[
    "Transfer-Encoding: chunked",
    "Content-Length: 3",
    "Content-Length: -1",
    "Expect: 100-continue",
    "Connection: close",
  ],
);
const host = fc.constantFrom(...["127.0.0.1", "localhost", "[::1]", "evil.example", "", "127.0.0.1:1"]);

/** A request's bytes. `paths` and `bodies`: those that mean something to whoever is asked. */
export function httpRequests(paths: fc.Arbitrary<string>, bodies: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const odd = fc.string({ unit: "binary-ascii", maxLength: 60 });
  return fc
    .record({
      method: fc.oneof({ weight: 6, arbitrary: fc.constantFrom("GET", "POST") }, method),
      path: fc.oneof({ weight: 6, arbitrary: paths }, odd),
      host: fc.oneof({ weight: 6, arbitrary: fc.constant("127.0.0.1") }, host),
      headers: fc.array(header, { maxLength: 3 }),
      body: fc.oneof({ weight: 4, arbitrary: bodies }, odd),
      hasLength: fc.boolean(),
    })
    .map(({ method: verb, path, host: name, headers, body, hasLength }) => {
      const length = hasLength ? [`Content-Length: ${Buffer.byteLength(body)}`] : [];
      return [`${verb} ${path} HTTP/1.1`, `Host: ${name}`, ...headers, ...length, "", body].join("\r\n");
    });
}

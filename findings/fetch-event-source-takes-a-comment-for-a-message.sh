#!/usr/bin/env bash
# @microsoft/fetch-event-source 2.0.1: a comment between two events is a message without data, and who parses it starts the run again.
#
# A good guess says: a line that begins with a colon is a comment, which servers send so that nobody hangs up; a client passes it over, as
# the standard has it (no data, no event) and as eventsource-parser does.
#
# True is: the empty line behind a comment calls onmessage with data "". A handler that does JSON.parse(data), as every client of JSON
# events does, throws; the library takes that for a broken connection, asks onerror, and posts the same request again. Of a run whose
# first event came before a comment, the first event comes again and again, and the second one never.
#
# Why it matters: requests of agents are POSTs that start a run. A server that begins to send comments while a tool takes long lets
# clients run the agent over and over, and a log made of what came holds the beginning of a run many times.
#
# Valid input: an event stream with a comment, as the standard recommends them, from a server on the loopback.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @microsoft/fetch-event-source@2.0.1 eventsource-parser@3.1.1

cat >run.mjs <<'JS'
import http from "node:http";
import { createRequire } from "node:module";
import { createParser } from "eventsource-parser";
// The library asks a page whether it is seen.
globalThis.document = { hidden: false, addEventListener() {}, removeEventListener() {} };
globalThis.window = globalThis;
const { fetchEventSource } = createRequire(import.meta.url)("@microsoft/fetch-event-source");
const body = 'data: {"n":1}\n\n: still at work\n\ndata: {"n":2}\n\n';
let posts = 0;
const server = http.createServer((_, response) => {
  posts++;
  response.writeHead(200, { "content-type": "text/event-stream" }).end(body);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/`;

const parsed = [];
createParser({ onEvent: ({ data }) => parsed.push(data) }).feed(body);
console.log(`eventsource-parser: ${JSON.stringify(parsed)}`);
const taken = [];
await fetchEventSource(url, { method: "POST", onmessage: ({ data }) => taken.push(data) });
console.log(`fetch-event-source: ${JSON.stringify(taken)}`);

posts = 0;
const numbers = [];
await fetchEventSource(url, {
  method: "POST",
  onmessage: ({ data }) => numbers.push(JSON.parse(data).n),
  onerror: (error) => {
    // Or it would go on for ever.
    if (posts === 3) throw error;
    return 1;
  },
}).catch((error) => console.log(`ended by us with ${error.name}`));
console.log(`posts: ${posts}, events: ${JSON.stringify(numbers)}`);
server.close();
JS

seen=$(node run.mjs)
echo "$seen"
expected='eventsource-parser: ["{\"n\":1}","{\"n\":2}"]
fetch-event-source: ["{\"n\":1}","","{\"n\":2}"]
ended by us with SyntaxError
posts: 3, events: [1,1,1]'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @ag-ui/encoder 1.0.0: to a client that accepts anything, as curl and fetch do by default, a server says that it answers in binary, and
# writes text, which the official client cannot read.
#
# A good guess says: the encoder is made with the client's Accept header so that its media type and what encode() gives go together: one writes
# getContentType() into the header and encode(event) into the body, whoever asks.
#
# True is: encode() gives lines of server-sent events always, and only encodeBinary() gives frames. The media type is that of the frames as soon
# as the header lets it pass, which "*/*" does. The official client asks for text/event-stream, so tests with it pass; when a proxy or a
# program of one's own asks with "*/*", the client at the end goes by the media type and reads the first four letters as a length.
#
# Why it matters: captures of such answers are filed and replayed by their media type, and a run is lost on the way that each end takes for
# fine. The media type says nothing about the form; a reader has to look at the first bytes.
#
# Valid input: one run with one message, written as the encoder's own methods give it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @ag-ui/encoder@1.0.0 @ag-ui/client@1.0.0 @ag-ui/core@1.0.0 rxjs@7.8.1

cat >run.mjs <<'JS'
import { HttpAgent } from "@ag-ui/client";
import { EventEncoder } from "@ag-ui/encoder";
const events = [
  { type: "RUN_STARTED", threadId: "t1", runId: "r1" },
  { type: "TEXT_MESSAGE_START", messageId: "m1", role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "Roses." },
  { type: "TEXT_MESSAGE_END", messageId: "m1" },
  { type: "RUN_FINISHED", threadId: "t1", runId: "r1" },
];
for (const accept of ["text/event-stream", "*/*"]) {
  const encoder = new EventEncoder({ accept });
  const type = encoder.getContentType();
  const body = events.map((event) => encoder.encode(event)).join("");
  const fetch = async () => new Response(body, { headers: { "content-type": type } });
  const agent = new HttpAgent({ url: "http://localhost/", fetch });
  const ended = await agent.runAgent().then(() => "no error", () => "an error");
  console.log(`${accept}: says ${type}, begins with ${JSON.stringify(body.slice(0, 5))}; ${agent.messages.length} messages, ${ended}`);
}
JS

seen=$(node run.mjs 2>/dev/null)
echo "$seen"
expected='text/event-stream: says text/event-stream, begins with "data:"; 1 messages, no error
*/*: says application/vnd.ag-ui.event+proto, begins with "data:"; 0 messages, an error'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 1.0.0: the finding no longer holds."
  exit 1
fi

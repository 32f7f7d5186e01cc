#!/usr/bin/env bash
# @ag-ui/client 1.0.0: what compactEvents makes of a log that ends in an error is refused by the same client, and the answer is gone.
#
# A good guess says: compacting joins the pieces of a text and changes nothing else, so a compacted log is replayed to the same messages;
# that is what it is there for.
#
# True is: a message that was open when the run failed (a stream that broke) is put behind RUN_ERROR, without an end. The client's
# own checks refuse any event there. Replayed, the log as it came has half the answer; the compacted one throws and has none.
#
# Why it matters: logs are compacted before they are stored, and failed runs are those that somebody looks at later. Whoever compacts
# has to close what is open in front of the end of the run.
#
# Valid input: the client accepts the log as it came. RUN_ERROR may leave messages open.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @ag-ui/client@1.0.0 @ag-ui/core@1.0.0 rxjs@7.8.1

cat >run.mjs <<'JS'
import { compactEvents, HttpAgent } from "@ag-ui/client";
const log = [
  { type: "RUN_STARTED", threadId: "t1", runId: "r1" },
  { type: "TEXT_MESSAGE_START", messageId: "m1", role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "Roses " },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "and" },
  { type: "RUN_ERROR", message: "The connection broke." },
];
// The client tells of a refused log on standard error, too.
console.error = () => {};
async function replay(events) {
  const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
  const agent = new HttpAgent({ url: "http://localhost/", fetch: async () => new Response(body) });
  const end = await agent.runAgent().then(
    () => "accepted",
    () => "refused",
  );
  return `${end}, messages: ${JSON.stringify(agent.messages.map(({ content }) => content))}`;
}
const compacted = compactEvents(log);
console.log(`as it came: ${await replay(log)}`);
console.log(`compacted:  ${await replay(compacted)}; last event ${compacted.at(-1).type}`);
JS

seen=$(node run.mjs)
echo "$seen"
expected='as it came: accepted, messages: ["Roses and"]
compacted:  refused, messages: []; last event TEXT_MESSAGE_CONTENT'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with 1.0.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# winston 3.19.0: an event that is logged with a text loses its `message`; of an object "[object Object]" is left.
#
# A good guess says: logger.info("event", event) writes a record with the members of the event beside winston's own; where two have one name,
# one of them wins, or the event's stands under another.
#
# True is: the event's message is turned into a text and put behind the first one: "event [object Object]" for the message of an agent
# (an object with role and content), "event said" for a text. Its level is lost without a word. Only one level deeper, or
# without a text (logger.info(event)), all is written.
#
# Why it matters: `message` is what the formats of Claude Code, the Anthropic and OpenAI interfaces and others call all that was said. A
# log of such events that winston wrote holds types, ids and times, and not one word of the conversation; the records look whole.
#
# Valid input: plain objects with winston's own JSON format.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund winston@3.19.0

cat >run.mjs <<'JS'
import { Writable } from "node:stream";
import winston from "winston";
const stream = new Writable({
  write(line, _, done) {
    process.stdout.write(line);
    done();
  },
});
const logger = winston.createLogger({
  format: winston.format.json(),
  transports: [new winston.transports.Stream({ stream })],
});
const message = { role: "assistant", content: "Hello" };
logger.info("event", { type: "assistant", message });
logger.info("event", { type: "note", message: "said", level: "high" });
logger.info("event", { event: { type: "assistant", message } });
JS

seen=$(node run.mjs)
echo "$seen"
expected='{"level":"info","message":"event [object Object]","type":"assistant"}
{"level":"info","message":"event said","type":"note"}
{"event":{"message":{"content":"Hello","role":"assistant"},"type":"assistant"},"level":"info","message":"event"}'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @agentclientprotocol/sdk 2.4.0: a client that writes down what it is told has the end of a turn before the answer, and the pieces of the
# answer in another order than they were sent.
#
# A good guess says: messages of a connection are handled one after the other, so an asynchronous handler of session/update is
# done before the next update comes, and the result of session/prompt resolves behind the updates that were sent before it.
#
# True is: handlers of notifications are started and not waited for. As soon as one of them awaits anything (a write to a file, a
# look-up), the next one runs beside it, and the prompt's result does not wait for any. What is logged is in the order in
# which the handlers end.
#
# Why it matters: logs of the protocol are written by clients, mostly in just such handlers. A text that is joined from pieces in the
# order of a log may be garbled ("Two. Three. One."), pieces stand behind the end of their turn or in the next one, and the last
# ones are missing where a client closes its log with the result. Order within a message is no evidence of a fault of the agent.
#
# Valid input: an agent that awaits each of its notifications before it sends the next one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @agentclientprotocol/sdk@2.4.0

cat >run.mjs <<'JS'
import { setTimeout as wait } from "node:timers/promises";
import * as acp from "@agentclientprotocol/sdk";
const { agent: ofAgent, client: ofClient } = acp.methods;
const [there, back] = [new TransformStream(), new TransformStream()];
acp
  .agent({ name: "scripted" })
  .onRequest(ofAgent.initialize, () => ({ protocolVersion: 1, agentCapabilities: {} }))
  .onRequest(ofAgent.session.new, () => ({ sessionId: "s1" }))
  .onRequest(ofAgent.session.prompt, async ({ client }) => {
    for (const text of ["One.", "Two.", "Three."]) {
      const update = { sessionUpdate: "agent_message_chunk", content: { type: "text", text } };
      await client.notify(ofClient.session.update, { sessionId: "s1", update });
    }
    return { stopReason: "end_turn" };
  })
  .connect(acp.ndJsonStream(back.writable, there.readable));
const log = [];
await acp
  .client({ name: "logger" })
  .onNotification(ofClient.session.update, async ({ params }) => {
    const { text } = params.update.content;
    // The first piece takes longer to be written down.
    await wait(text === "One." ? 300 : 100);
    log.push(text);
  })
  .connectWith(acp.ndJsonStream(there.writable, back.readable), async (context) => {
    await context.request(ofAgent.initialize, { protocolVersion: 1 });
    const { sessionId } = await context.request(ofAgent.session.new, { cwd: "/", mcpServers: [] });
    const { stopReason } = await context.request(ofAgent.session.prompt, { sessionId, prompt: [{ type: "text", text: "Count." }] });
    log.push(stopReason);
    await wait(600);
  });
console.log(log.join(" "));
process.exit(0);
JS

seen=$(node run.mjs)
echo "sent: One. Two. Three. end_turn"
echo "logged: $seen"
if [[ "$seen" != "end_turn Two. Three. One." ]]; then
  echo "This is not what was seen with 2.4.0: the finding no longer holds."
  exit 1
fi

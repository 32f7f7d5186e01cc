#!/usr/bin/env bash
# @langchain/langgraph 1.7.3 (with @langchain/core 1.4.0 and @langchain/openai 1.5.8): where a node is tried again, `streamMode: "messages"` has the pieces of
# each try, and nothing says that the first ones were given up.
#
# A good guess says: pieces belong to messages of the state; a node that failed has written nothing, so what it streamed is taken back or at least marked, and each
# message that begins in the stream is in the state in the end.
#
# True is: with a retry policy of the node, with `withRetry` and with `withFallbacks` of the model alike, the pieces of the broken answer come, and then those of the
# next one, in the same node, step and namespace. Only their ids differ, which come from the model's server. No event lies between them, and none
# tells an end. The state has the second alone.
#
# Why it matters: "Roses" and "Roses and figs." are two answers on the screen and in every log of the stream, also in those that adapters make of it (a
# message that begins there and never ends); counts of answers are too high, and a word that was never said in full is part of what is searched and exported.
#
# Valid input: chat completions as servers stream them, and a connection that breaks. Needs Node 20 or newer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @langchain/langgraph@1.7.3 @langchain/core@1.4.0 @langchain/openai@1.5.8

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { END, MessagesAnnotation, START, StateGraph } from "@langchain/langgraph";
import { ChatOpenAI } from "@langchain/openai";

let asked = 0;
const server = createServer(async (request, response) => {
  for await (const _ of request);
  const number = ++asked;
  response.setHeader("content-type", "text/event-stream");
  const send = (delta, finish_reason = null) => {
    const chunk = { id: `answer ${number}`, object: "chat.completion.chunk", created: 1, model: "plum-2", choices: [{ index: 0, delta, finish_reason }] };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  send({ role: "assistant", content: "Roses" });
  if (number === 1) return setTimeout(() => response.destroy(), 300);
  send({ content: " and figs." });
  send({}, "stop");
  response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
const model = new ChatOpenAI({ model: "plum-2", apiKey: "made-up", configuration: { baseURL }, maxRetries: 0 });
const node = (asks) => async ({ messages }) => ({ messages: [await asks.invoke(messages)] });
const retryPolicy = { maxAttempts: 2, initialInterval: 10, retryOn: () => true };
const ways = [
  ["a policy of the node", model, { retryPolicy }],
  ["withRetry", model.withRetry({ stopAfterAttempt: 2 }), {}],
  ["withFallbacks", model.withFallbacks([model]), {}],
];
for (const [name, asks, options] of ways) {
  asked = 0;
  const graph = new StateGraph(MessagesAnnotation).addNode("garden", node(asks), options).addEdge(START, "garden").addEdge("garden", END).compile();
  const said = new Map();
  const others = new Set();
  const places = new Set();
  let state;
  const streamMode = ["messages", "values", "tasks"];
  for await (const [mode, event] of await graph.stream({ messages: [{ role: "user", content: "What grows here?" }] }, { streamMode })) {
    if (mode === "values") state = event.messages;
    if (mode === "tasks" && event.error !== undefined && event.error !== null) others.add("a task that failed");
    if (mode !== "messages") continue;
    const [piece, { langgraph_node, langgraph_step, langgraph_checkpoint_ns }] = event;
    places.add(`${langgraph_node} ${langgraph_step} ${langgraph_checkpoint_ns}`);
    said.set(piece.id, `${said.get(piece.id) ?? ""}${piece.content}`);
  }
  const answers = state.slice(1).map(({ content }) => content);
  console.log(`${name}: streamed ${[...said.values()].join(" | ")}, places ${places.size}, failures told ${others.size}, in the state ${answers.join(" | ")}`);
}
process.exit(0);
JS

seen=$(node run.mjs 2>/dev/null | grep -v '^Retrying')
echo "$seen"
if [[ "$seen" != "a policy of the node: streamed Roses | Roses and figs., places 1, failures told 0, in the state Roses and figs.
withRetry: streamed Roses | Roses and figs., places 1, failures told 0, in the state Roses and figs.
withFallbacks: streamed Roses | Roses and figs., places 1, failures told 0, in the state Roses and figs." ]]; then
  echo "This is not what was seen with 1.7.3: the finding no longer holds."
  exit 1
fi

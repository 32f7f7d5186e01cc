#!/usr/bin/env bash
# @langchain/langgraph 1.7.3, @langchain/langgraph-checkpoint 1.2.2: one BigInt in a graph's state, and the whole checkpoint is stored as a
# sentence about circular references. The run itself ends well.
#
# A good guess says: the serializer is "JSON plus", which keeps maps, sets, dates of messages and bytes; a value that JSON cannot hold is
# left out, or turned into a text, or the run fails with an error that names it.
#
# True is: invoke() gives its result, messages and all, without an error or a warning. What was stored in the place of the checkpoint is the
# JSON text "[unable to serialize, circular reference is too complex to analyze]": messages, other channels and versions are gone.
# getState() then throws a TypeError that names no value, and the next prompt of the thread is answered, without a word, as if it were
# the first. A Date, by the way, comes back as a text.
#
# Why it matters: rows of a database (int8 columns), file statistics and ids come as BigInt, and a tool that puts one into the state, or a
# message's artifact, loses a conversation that seemed to go well. A reader of a checkpoint table has to know the sentence,
# and must not take it for the state.
#
# Valid input: a graph of one node whose state has messages and one more channel.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @langchain/langgraph@1.7.3 @langchain/langgraph-checkpoint@1.2.2 @langchain/core@1.4.0

cat >run.mjs <<'JS'
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { Annotation, MemorySaver, MessagesAnnotation, StateGraph } from "@langchain/langgraph";

for (const [name, value] of [["number", 10], ["BigInt", 10n], ["Date", new Date(0)]]) {
  const saver = new MemorySaver();
  const State = Annotation.Root({ ...MessagesAnnotation.spec, row: Annotation() });
  const graph = new StateGraph(State)
    .addNode("answer", async () => ({ messages: [new AIMessage("Roses.")], row: { id: value } }))
    .addEdge("__start__", "answer")
    .compile({ checkpointer: saver });
  const thread = { configurable: { thread_id: "t" } };
  const { messages } = await graph.invoke({ messages: [new HumanMessage("What grows here?")] }, thread);
  const state = await graph.getState(thread).then(
    ({ values }) => `${values.messages.length} messages and a ${typeof values.row.id}`,
    (error) => `${error.name}`,
  );
  const next = await graph.invoke({ messages: [new HumanMessage("And there?")] }, thread).then(
    (result) => `${result.messages.length} messages`,
    (error) => `${error.name}`,
  );
  const stored = Object.values(saver.storage.t[""]).map(([bytes]) => Buffer.from(bytes).toString());
  const sentences = stored.filter((text) => text.startsWith('"[unable to serialize')).length;
  console.log(`${name}: run ${messages.length} messages; state ${state}; next run ${next}; ${sentences > 0 ? stored.at(-1) : "checkpoints whole"}`);
}
JS

seen=$(node run.mjs)
echo "$seen"
expected='number: run 2 messages; state 2 messages and a number; next run 4 messages; checkpoints whole
BigInt: run 2 messages; state TypeError; next run 2 messages; "[unable to serialize, circular reference is too complex to analyze]"
Date: run 2 messages; state 2 messages and a string; next run 4 messages; checkpoints whole'
if [[ "$seen" != "$expected" ]]; then
  echo "This is not what was seen with these versions: the finding no longer holds."
  exit 1
fi

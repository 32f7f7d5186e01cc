#!/usr/bin/env bash
# @google/adk 2.0.0: when one of an answer's calls names a tool that is not there, the others are run, their results are kept nowhere, and the
# model is asked again without any.
#
# A good guess says: the unknown call gets an error as its response, as a tool that throws does, beside the responses of its neighbours; or
# the run ends with the error.
#
# True is: the session gets one event without content, errorCode UNKNOWN_ERROR. The good call was run; its result is in no event. Then the
# model is asked again, with its two calls and no response to either; the error is not told to it. Its next answer ends the run well.
#
# Why it matters: a session shows two calls without responses and a final answer that cannot know of them. Whoever takes open calls for calls
# that never ran is wrong (a file is written, a message sent), and so is whoever takes the final answer for one that has seen results. A
# model that needs the tool calls it again: the effect happens twice.
#
# Valid input: a model of the library's own kind, whose first answer calls two tools.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @google/adk@2.0.0 zod@4.6.7 node@24.21.0

cat >run.mjs <<'JS'
import { BaseLlm, FunctionTool, InMemoryRunner, LlmAgent } from "@google/adk";
import { z } from "zod";

for (const other of ["dig", "nothere"]) {
  const told = [];
  let ran = 0;
  class Scripted extends BaseLlm {
    constructor() {
      super({ model: "scripted" });
    }
    async *generateContentAsync({ contents }) {
      told.push(contents.map(({ parts }) => parts.map((part) => Object.keys(part)[0]).join("+")).join(", "));
      const calls = ["count", other].map((name) => ({ functionCall: { name, args: {} } }));
      yield { content: { role: "model", parts: told.length === 1 ? [{ text: "I look." }, ...calls] : [{ text: "Done." }] } };
    }
    async connect() {
      throw new Error("It is not asked for.");
    }
  }
  const parameters = z.object({});
  const count = new FunctionTool({ name: "count", description: "Counts.", parameters, execute: () => ((ran += 1), "two") });
  const fails = () => {
    throw new Error("No spade.");
  };
  const dig = new FunctionTool({ name: "dig", description: "Digs.", parameters, execute: fails });
  const agent = new LlmAgent({ name: "gardener", model: new Scripted(), instruction: "Work.", tools: [count, dig] });
  const runner = new InMemoryRunner({ agent, appName: "garden" });
  const of = { appName: "garden", userId: "me" };
  const { id } = await runner.sessionService.createSession(of);
  const newMessage = { role: "user", parts: [{ text: "Count the beds." }] };
  for await (const _ of runner.runAsync({ userId: "me", sessionId: id, newMessage }));
  const { events } = await runner.sessionService.getSession({ ...of, sessionId: id });
  const stored = events.map(({ content, errorCode }) => content?.parts.map((part) => Object.keys(part)[0]).join("+") ?? errorCode);
  console.log(`${other}: stored ${stored.join(", ")}; told the second time ${told[1]}; count ran ${ran}`);
}
process.exit(0);
JS

node_modules/.bin/node run.mjs 2>/dev/null | grep stored >said
cat said
if [[ "$(cat said)" != 'dig: stored text, text+functionCall+functionCall, functionResponse+functionResponse, text; told the second time text, text+functionCall+functionCall, functionResponse+functionResponse; count ran 1
nothere: stored text, text+functionCall+functionCall, UNKNOWN_ERROR, text; told the second time text, text+functionCall+functionCall; count ran 1' ]]; then
  echo "This is not what was seen with 2.0.0: the finding no longer holds."
  exit 1
fi

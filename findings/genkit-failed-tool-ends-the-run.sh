#!/usr/bin/env bash
# genkit 1.42.0: one tool that throws ends the whole generate(), with the tool's own error, and nothing of what was said and done before
# can be had from it.
#
# A good guess says: a tool's error is what the model is told as the call's result, as other libraries do, so that it can try again; or, if
# the run ends, its error holds the messages so far, as the one for a response that was blocked has its response.
#
# True is: generate() rejects with the very error that the tool threw, with nothing on it. The other call of the same answer was run, and
# its effect is there. A call of a tool that is not there ends the run, too; its error has the request as it was before the answer.
#
# Why it matters: a program that logs messages behind generate() has a prompt and an exception from somewhere deep inside a tool. The answer,
# its tokens, and calls with effects in the world are in no log but traces; a retry runs the good call a second time.
#
# Valid input: a model of the library's own kind, whose answer calls two tools.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund genkit@1.42.0

cat >run.mjs <<'JS'
import { genkit, z } from "genkit";

async function tryCalls(names) {
  const ai = genkit({});
  let asked = 0;
  let ran = 0;
  const model = ai.defineModel({ name: "scripted", supports: { tools: true, multiturn: true } }, async () => {
    const calls = names.map((name, index) => ({ toolRequest: { name, ref: String(index), input: {} } }));
    const content = asked++ === 0 ? [{ text: "I look." }, ...calls] : [{ text: "Done." }];
    return { message: { role: "model", content }, finishReason: "stop", usage: { inputTokens: 100, outputTokens: 10 } };
  });
  const inputSchema = z.object({});
  const count = ai.defineTool({ name: "count", description: "Counts.", inputSchema }, async () => ((ran += 1), "two"));
  const dig = ai.defineTool({ name: "dig", description: "Digs.", inputSchema }, async () => {
    throw new Error("No spade.");
  });
  try {
    const { text } = await ai.generate({ model, prompt: "Count the beds.", tools: [count, dig] });
    return `answered ${text}, asked ${asked}, count ran ${ran}`;
  } catch (error) {
    const more = ["detail", "response", "request", "messages"].filter((name) => error[name] !== undefined);
    return `${error.name}: ${error.message.split("\n")[0]}; on it ${more.join("+") || "nothing"}; asked ${asked}, count ran ${ran}`;
  }
}
console.log(await tryCalls(["count"]));
console.log(await tryCalls(["count", "dig"]));
console.log(await tryCalls(["count", "nothere"]));
process.exit(0);
JS

node run.mjs >said 2>/dev/null
cat said
if [[ "$(cat said)" != 'answered Done., asked 2, count ran 1
Error: No spade.; on it nothing; asked 1, count ran 1
GenkitError: NOT_FOUND: Tool nothere not found; on it detail; asked 1, count ran 1' ]]; then
  echo "This is not what was seen with 1.42.0: the finding no longer holds."
  exit 1
fi

#!/usr/bin/env bash
# @langchain/langgraph 1.7.3 with @langchain/openai 1.5.8: behind an answer that was cut inside a call the run ends well, its message says that
# it has no calls, and the next prompt of the thread sends that call to the server, with half its arguments and without a result.
#
# A good guess says: a call that cannot be read is answered with an error as a tool that is not there is, and the model is asked again; or it
# is left out of what is sent, as `tool_calls` of the message is empty.
#
# True is: the agent ends, since there is no call to run: nothing is thrown, nothing is next, and the last message of the thread is half an
# answer. What is sent is made of `additional_kwargs.tool_calls`, where the call still stands. Servers that hold to the rule that every call
# has its result refuse that request, and every later one of the thread.
#
# Why it matters: the thread was broken by a run that looks like a good one, and fails at a prompt that has nothing to do with it. Who counts calls
# without a result by `tool_calls` of what is kept finds none.
#
# Valid input: chat completions as servers give them; the server here checks the rule as the original does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @langchain/langgraph@1.7.3 @langchain/openai@1.5.8 @langchain/core@1.4.0 zod@4.6.7

cat >run.mjs <<'JS'
import { createServer } from "node:http";
import { tool } from "@langchain/core/tools";
import { MemorySaver } from "@langchain/langgraph";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { ChatOpenAI } from "@langchain/openai";
import { z } from "zod";

let asked = 0;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const { messages } = JSON.parse(body);
  const answered = new Set(messages.map((message) => message.tool_call_id));
  const open = messages.flatMap((message) => message.tool_calls ?? []).filter(({ id }) => !answered.has(id));
  response.setHeader("content-type", "application/json");
  if (open.length > 0) {
    const message = `call without a result, arguments ${open[0].function.arguments}`;
    return response.writeHead(400).end(JSON.stringify({ error: { message, type: "invalid_request_error" } }));
  }
  const isFirst = asked++ === 0;
  const tool_calls = [{ id: "call_1", type: "function", function: { name: "count", arguments: '{"what":"be' } }];
  const message = { role: "assistant", content: isFirst ? "I look." : "Done.", ...(isFirst && { tool_calls }) };
  const choices = [{ index: 0, message, finish_reason: isFirst ? "length" : "stop" }];
  response.end(JSON.stringify({ id: `c${asked}`, object: "chat.completion", created: 1, model: "scripted", choices }));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const baseURL = `http://127.0.0.1:${server.address().port}/v1`;
const llm = new ChatOpenAI({ model: "scripted", apiKey: "made-up", maxRetries: 0, configuration: { baseURL } });
const schema = z.object({ what: z.string() });
const count = tool(async () => "two", { name: "count", description: "Counts.", schema });
const agent = createReactAgent({ llm, tools: [count], checkpointer: new MemorySaver() });
const thread = { configurable: { thread_id: "garden" } };
for (const said of ["Count the beds.", "Hello?", "Hello again?"]) {
  let end = "ends well";
  await agent.invoke({ messages: [{ role: "user", content: said }] }, thread).catch((error) => {
    end = `fails: ${error.message.split("\n")[0]}`;
  });
  const { values, next } = await agent.getState(thread);
  const calls = values.messages.reduce((sum, message) => sum + (message.tool_calls?.length ?? 0), 0);
  console.log(`${said} ${end}; next ${next.length}, calls ${calls}`);
}
process.exit(0);
JS

node run.mjs 2>/dev/null | tee said
if [[ "$(sed 's/400 //; s/; next [01],/;/' said)" != 'Count the beds. ends well; calls 0
Hello? fails: call without a result, arguments {"what":"be; calls 0
Hello again? fails: call without a result, arguments {"what":"be; calls 0' ]]; then
  echo "This is not what was seen with 1.7.3: the finding no longer holds."
  exit 1
fi

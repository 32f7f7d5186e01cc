// A small MCP server on standard input and output, for scenes: tools that give a text, a picture, an object, links and
// resources, one that fails, one that is refused by the protocol and one that asks a person first; a resource and a prompt.

import { createInterface } from "node:readline";

const picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";
/** @param {string} words */
const text = (words) => ({ type: "text", text: words });
/** @type {Record<string, (given: { a?: number, b?: number }) => object>} */
const results = {
  add: ({ a = 0, b = 0 }) => ({ content: [text(String(a + b))] }),
  fail: () => ({ content: [text("It did not work.")], isError: true }),
  picture: () => ({ content: [text("A point:"), { type: "image", data: picture, mimeType: "image/png" }] }),
  object: () => ({ content: [text('{"n":3}')], structuredContent: { n: 3 } }),
  links: () => ({
    content: [
      { type: "resource_link", uri: "demo://notes", name: "notes" },
      { type: "resource", resource: { uri: "demo://notes", mimeType: "text/plain", text: "A note." } },
    ],
  }),
  nothing: () => ({ content: [] }),
  long: () => ({ content: [text("A line of a long result.\n".repeat(8000))] }),
};
const schema = { type: "object", properties: { a: { type: "number" }, b: { type: "number" } } };
const tools = [...Object.keys(results), "refuse", "exit", "ask"].map((name) => ({
  name,
  description: `Scripted: ${name}`,
  inputSchema: schema,
}));

/** @type {Record<string, (params: { protocolVersion?: string, name: string, arguments?: object, uri?: string }) => object | undefined>} */
const answers = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {}, resources: {}, prompts: {} },
    serverInfo: { name: "demo", version: "1.0.0" },
  }),
  ping: () => ({}),
  "tools/list": () => ({ tools }),
  "tools/call": ({ name, arguments: given }) => {
    if (name === "exit") process.exit(3);
    return results[name]?.(given ?? {});
  },
  "resources/list": () => ({ resources: [{ uri: "demo://notes", name: "notes", mimeType: "text/plain" }] }),
  "resources/templates/list": () => ({ resourceTemplates: [] }),
  "resources/read": ({ uri }) => ({ contents: [{ uri, mimeType: "text/plain", text: "A note." }] }),
  "prompts/list": () => ({ prompts: [{ name: "greet", description: "Greets" }] }),
  "prompts/get": () => ({ messages: [{ role: "user", content: text("Greet everyone from the server.") }] }),
};

/** @param {object} message */
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
/** By question's id: the call that waits for its answer. @type {Map<string, number | string>} */
const asked = new Map();
const form = { type: "object", properties: { way: { type: "string", title: "Way" } }, required: ["way"] };

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params, result: answer, error: refusal } = JSON.parse(line);
  if (id === undefined) continue;
  const call = asked.get(id);
  if (method === undefined && call !== undefined) {
    send({ id: call, result: { content: [text(JSON.stringify(answer ?? refusal))] } });
    continue;
  }
  if (method === "tools/call" && params.name === "ask") {
    const question = `question ${asked.size}`;
    asked.set(question, id);
    send({ id: question, method: "elicitation/create", params: { message: "Which way?", requestedSchema: form } });
    continue;
  }
  const result = answers[method]?.(params ?? {});
  const error = { code: -32602, message: "Scripted: refused." };
  send({ id, ...(result === undefined ? { error } : { result }) });
}

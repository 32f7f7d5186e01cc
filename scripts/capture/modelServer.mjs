// A model server on the loopback that says what a scene scripts. Requests that offer the agent's shell tool are the
// conversation and get the next turn; what agents ask besides (titles, checks, counts of tokens) gets a short answer. It is
// also the agents' proxy for everything else, and refuses it: nothing leaves the machine.

import { createServer } from "node:http";
import { usageOf } from "./scenes.mjs";

/** Requests of one conversation that are answered in a scene; an agent that asks on gets refusals. */
const mostTurns = 40;

/** @typedef {{ id: string, name: string, namespace?: string | undefined, given: string }} Call `given` is what the model wrote for its arguments. */
/**
 * @typedef {{ turn: import("./scenes.mjs").Turn, n: number, usage: import("./scenes.mjs").Usage, texts: readonly string[], calls: readonly Call[], model?: string | undefined, hasNamespaces: boolean }} Answer
 * `model` is the one that was asked for; whether tools are offered by namespace.
 */

/**
 * How one vendor's servers spell an answer.
 * @typedef {object} Protocol
 * @property {(path: string) => boolean} asks Whether a model is asked for an answer there.
 * @property {(answer: Answer) => readonly string[]} events The answer as a stream.
 * @property {(answer: Answer) => object} [whole] The answer without a stream.
 * @property {(status: number, says: string) => object} refusal
 */

/**
 * The agent's tool that runs a command. Older releases have it under other names.
 * @typedef {{ name: string, input: (command: string) => object, older?: readonly ShellTool[] }} ShellTool
 */

/**
 * @typedef {object} ModelServer
 * @property {string} url
 * @property {(turns: readonly import("./scenes.mjs").Turn[]) => void} play Turns of the next run.
 * @property {readonly Served[]} served What was answered, in order.
 * @property {readonly string[]} refusedHosts Where the agent wanted to go besides.
 * @property {() => void} close
 */

/** @typedef {{ n: number, turn: import("./scenes.mjs").Turn, usage?: import("./scenes.mjs").Usage }} Served */

/**
 * @param {Protocol} protocol
 * @param {ShellTool} tool
 * @param {() => void} held Called when an answer stops and its connection stays.
 * @returns {Promise<ModelServer>}
 */
export async function startModelServer(protocol, tool, held) {
  /** @type {import("./scenes.mjs").Turn[]} */
  let waiting = [];
  /** @type {Served[]} */
  const served = [];
  /** @type {string[]} */
  const refusedHosts = [];

  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
    if (!protocol.asks(path)) {
      response.writeHead(404, { "content-type": "application/json" }).end("{}");
      return;
    }
    const streamed = path.includes("stream") || /"stream":\s*true/.test(body);
    const offered = [tool, ...(tool.older ?? [])].find(({ name }) => new RegExp(`"name":\\s*"${name}"`).test(body));
    const ofConversation = offered !== undefined;
    const turn = ofConversation ? nextTurn(body) : { text: "Scripted." };
    if (turn.waitMs !== undefined) await new Promise((resolve) => setTimeout(resolve, turn.waitMs));
    if (turn.refused !== undefined) {
      if (ofConversation) served.push({ n: served.length, turn });
      const said = JSON.stringify(protocol.refusal(turn.refused, turn.says ?? `scripted ${turn.refused}`));
      response.writeHead(turn.refused, { "content-type": "application/json" }).end(said);
      return;
    }
    const n = ofConversation ? served.length : 0;
    const usage = ofConversation ? { ...usageOf(n), ...turn.usage } : { input: 7, cached: 0, output: 3, reasoning: 0 };
    const hasNamespaces = /"type":\s*"namespace"/.test(body);
    const model = /"model":\s*"([^"]+)"/.exec(body)?.[1];
    const answer = {
      turn,
      model,
      hasNamespaces,
      n: ofConversation ? n : 1000,
      usage,
      texts: textsOf(turn),
      calls: callsOf(turn, n, offered ?? tool, body),
    };
    const isWhole = turn.breaks === undefined && turn.fails === undefined && turn.holds !== true;
    if (ofConversation) served.push(isWhole ? { n, turn, usage } : { n, turn });
    if (!streamed && protocol.whole !== undefined) {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(protocol.whole(answer)));
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    const sent = protocol.events(turn.holds === true ? halfOf(answer) : answer);
    for (const event of sent) response.write(event);
    if (turn.holds === true) held();
    else if (turn.breaks !== undefined) setTimeout(() => response.destroy(), 200);
    else response.end();
  });
  server.on("connect", (request, socket) => {
    // An agent may hang up before it is answered.
    socket.on("error", () => socket.destroy());
    // Some ask the proxy for the model server, too (Claude Code 1.0).
    if (request.url === `127.0.0.1:${port}`) {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      server.emit("connection", socket);
      return;
    }
    refusedHosts.push(request.url ?? "");
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });

  /** @param {string} body */
  function nextTurn(body) {
    const own = waiting.findIndex(({ of }) => of !== undefined && new RegExp(of).test(body));
    const [turn] = waiting.splice(own >= 0 ? own : waiting.findIndex(({ of }) => of === undefined) >>> 0, 1);
    if (turn !== undefined) return turn;
    return served.length < mostTurns ? { text: "Nothing more is scripted." } : { refused: 400 };
  }

  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    play: (turns) => {
      waiting = [...turns];
    },
    served,
    refusedHosts,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param {Answer} answer @returns {Answer} */
function halfOf(answer) {
  return { ...answer, turn: { ...answer.turn, breaks: "behind the text" } };
}

/** @param {import("./scenes.mjs").Turn} turn @returns {readonly string[]} */
function textsOf({ text }) {
  if (text === undefined) return [];
  return typeof text === "string" ? [text] : text;
}

/**
 * @param {import("./scenes.mjs").Turn} turn @param {number} n @param {ShellTool} tool @param {string} body
 * @returns {readonly Call[]}
 */
function callsOf({ commands = [], calls = [], odd = [], ids, finds = {} }, n, tool, body) {
  /** @param {object} input */
  const filled = (input) =>
    Object.entries(finds).reduce((given, [name, pattern]) => {
      const found = [...body.matchAll(new RegExp(pattern, "g"))].at(-1)?.[1] ?? "";
      return given.replace(`"$${name}"`, /^\d+$/.test(found) ? found : JSON.stringify(found));
    }, JSON.stringify(input));
  const called = [
    ...commands.map((command) => ({ name: tool.name, given: JSON.stringify(tool.input(command)) })),
    ...calls.map(({ name, namespace, input }) => ({ name, namespace, given: filled(input) })),
    ...odd.map(({ name = tool.name, given }) => ({ name, given })),
  ];
  return called.map((call, index) => ({ id: ids?.[index] ?? `call_${n}_${index}`, ...call }));
}

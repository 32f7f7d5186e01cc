import net from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { createEndpoint } from "./endpoint.ts";

const signal = new AbortController().signal;

/** What an endpoint that answers so is said to be. */
async function answerOf(bytes: string): Promise<unknown> {
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = new URL(`http://127.0.0.1:${address.port}/`);
  return createEndpoint({ url, stream: "one", token: undefined }).ask(signal);
}

it("tells who speaks no HTTP from who is not there", async () => {
  expect(await answerOf("nonsense\r\n\r\n")).toMatchObject({ type: "failed", reason: "it does not speak HTTP" });
  expect(await answerOf("")).toMatchObject({ type: "failed", reason: expect.stringMatching(/^it cannot be reached/) });
});

it("says at once that a port is one that is never asked", async () => {
  const endpoint = createEndpoint({ url: new URL("http://127.0.0.1:6000/"), stream: "one", token: undefined });
  expect(await endpoint.ask(signal)).toEqual({
    type: "refused",
    reason: "port 6000 belongs to another protocol, and no HTTP client asks it: have it listen on another one",
  });
});

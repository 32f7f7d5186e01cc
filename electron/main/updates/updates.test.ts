import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { lookForUpdate } from "./lookForUpdate.ts";
import { readNotice } from "./notice.ts";
import { readUpdateSource } from "./updateSource.ts";
import { isNewer } from "./version.ts";

const makeFolder = temporaryFolders();
const publisher = generateKeyPairSync("ed25519");
const stranger = generateKeyPairSync("ed25519");
const publicKey = publisher.publicKey.export({ format: "der", type: "spki" }).toString("base64");
const told = { product: "seekline", version: "1.2.3", page: "https://seekline.example/1.2.3" };

function signed(notice: unknown, key: KeyObject = publisher.privateKey): string {
  const text = typeof notice === "string" ? notice : JSON.stringify(notice);
  return JSON.stringify({ notice: text, signature: sign(null, Buffer.from(text), key).toString("base64") });
}

describe("a notice of a newer version", () => {
  it("is believed when its publisher has signed it", () => {
    expect(readNotice(signed(told), publicKey)).toEqual({
      ok: true,
      value: { version: [1, 2, 3], page: "https://seekline.example/1.2.3" },
    });
  });

  it.each([
    ["signed by somebody else", signed(told, stranger.privateKey)],
    ["changed behind its signature", signed(told).replace("1.2.3", "1.2.4")],
    ["without a signature", JSON.stringify({ notice: JSON.stringify(told) })],
    ["with an empty signature", JSON.stringify({ notice: JSON.stringify(told), signature: "" })],
    ["of another product", signed({ ...told, product: "other" })],
    ["with an address that is no page", signed({ ...told, page: "javascript:alert(1)" })],
    ["with a file for a page", signed({ ...told, page: "file:///etc/passwd" })],
    ["of a version that is not yet one", signed({ ...told, version: "1.2.3-rc.1" })],
    ["that is no JSON inside", signed("{")],
    ["that is no JSON", "<html>"],
    ["that is empty", ""],
  ])("is not believed %s", (_, text) => {
    expect(readNotice(text, publicKey).ok).toBe(false);
  });

  it.each([
    ["no key", ""],
    ["half a key", "AAAA"],
    ["a key of another kind", rsaKey()],
  ])("is not believed by %s", (_, key) => {
    expect(readNotice(signed(told), key)).toMatchObject({ ok: false, failure: expect.stringContaining("not signed") });
  });
});

function rsaKey(): string {
  return generateKeyPairSync("rsa", { modulusLength: 2048 })
    .publicKey.export({ format: "der", type: "spki" })
    .toString("base64");
}

it.each([
  [[1, 2, 4], [1, 2, 3], true],
  [[1, 10, 0], [1, 9, 9], true],
  [[2, 0, 0], [1, 99, 99], true],
  [[1, 2, 3], [1, 2, 3], false],
  [[1, 2, 2], [1, 2, 3], false],
  [[0, 99, 99], [1, 0, 0], false],
] as const)("%j is newer than %j: %s", (one, other, expected) => {
  expect(isNewer(one, other)).toBe(expected);
});

describe("the address", () => {
  const read = (contents: string) => {
    const file = path.join(makeFolder(), "updates.json");
    writeFileSync(file, contents);
    return readUpdateSource(file);
  };

  it("is none without a file", () => {
    expect(readUpdateSource(path.join(makeFolder(), "updates.json"))).toBeUndefined();
  });

  it.each(["https://seekline.example/update.json", "http://127.0.0.1:8000/update.json"])("may be %s", (address) => {
    expect(read(JSON.stringify({ address, publicKey }))).toEqual({ address, publicKey });
  });

  it.each([
    "http://seekline.example/",
    "file:///etc/passwd",
    "https://me:secret@seekline.example/",
    "seekline.example",
    "",
  ])("may not be %j", (address) => {
    expect(read(JSON.stringify({ address, publicKey }))).toBeUndefined();
  });

  it("counts only with a key", () => {
    expect(read(JSON.stringify({ address: "https://seekline.example/" }))).toBeUndefined();
    expect(read("nonsense")).toBeUndefined();
  });
});

describe("looking for a newer version", () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function serve(answer: RequestListener): Promise<string> {
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return `http://127.0.0.1:${address.port}/update.json`;
  }

  it("asks once and tells nothing about who asks", async () => {
    const asked: unknown[] = [];
    const address = await serve(({ method, url, headers }, response) => {
      asked.push([method, url, headers.cookie, headers["user-agent"], headers.referer]);
      response.end(signed(told));
    });
    const found = await lookForUpdate({ address, publicKey }, [1, 2, 2]);
    expect(found).toMatchObject({ ok: true, value: { version: [1, 2, 3] } });
    expect(asked).toEqual([["GET", "/update.json", undefined, "seekline", undefined]]);
  });

  it("finds nothing where this is the newest", async () => {
    const address = await serve((_, response) => response.end(signed(told)));
    expect(await lookForUpdate({ address, publicKey }, [1, 2, 3])).toEqual({ ok: true, value: undefined });
    expect(await lookForUpdate({ address, publicKey }, [2, 0, 0])).toEqual({ ok: true, value: undefined });
  });

  it("follows nobody elsewhere", async () => {
    let followed = 0;
    const elsewhere = await serve((_, response) => {
      followed += 1;
      response.end(signed(told));
    });
    const address = await serve((_, response) => response.writeHead(302, { location: elsewhere }).end());
    expect((await lookForUpdate({ address, publicKey }, [1, 0, 0])).ok).toBe(false);
    expect(followed).toBe(0);
  });

  it("says in a sentence what went wrong", async () => {
    const missing = await serve((_, response) => response.writeHead(404).end());
    const endless = await serve((_, response) => {
      const more = () => response.write("x".repeat(16_384));
      response.on("drain", more);
      while (more());
    });
    const gone = "http://127.0.0.1:1/";
    const sentences = [];
    for (const address of [missing, endless, gone]) {
      const found = await lookForUpdate({ address, publicKey }, [1, 0, 0]);
      sentences.push(found.ok ? "found" : found.failure);
    }
    expect(sentences).toEqual([
      "The address in updates.json answers with status 404.",
      "What lies at the address is no notice of an update.",
      "The address in updates.json could not be reached. Check the network and the address.",
    ]);
  });
});

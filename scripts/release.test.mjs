import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { release } from "./release.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "seekline-release-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** @param {"ed25519" | "x25519"} [kind] */
function what(kind = "ed25519") {
  const { privateKey } = kind === "ed25519" ? generateKeyPairSync("ed25519") : generateKeyPairSync("x25519");
  return {
    folder,
    version: "1.2.3",
    page: "https://seekline.example/1.2.3",
    privateKey: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  };
}

/** @param {string} name */
const put = (name) => writeFileSync(path.join(folder, name), "abc");

it("writes sums and a signed notice beside the packages of this version", async () => {
  for (const name of ["seekline_1.2.3_amd64.deb", "seekline-1.2.3-linux-x64.tar.gz", "seekline-1.2.2-linux-x64.tar.gz"])
    put(name);
  const { released, publicKey } = await release(what());
  expect(released).toEqual([
    "seekline-1.2.3-linux-x64.tar.gz",
    "seekline_1.2.3_amd64.deb",
    "SHA256SUMS",
    "update.json",
  ]);
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(readFileSync(path.join(folder, "SHA256SUMS"), "utf8")).toBe(
    `${abc}  seekline-1.2.3-linux-x64.tar.gz\n${abc}  seekline_1.2.3_amd64.deb\n`,
  );
  const { notice, signature } = JSON.parse(readFileSync(path.join(folder, "update.json"), "utf8"));
  const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  expect(verify(undefined, Buffer.from(notice), key, Buffer.from(signature, "base64"))).toBe(true);
  expect(JSON.parse(notice)).toEqual({ product: "seekline", version: "1.2.3", page: "https://seekline.example/1.2.3" });
});

it.each(["seekline_1.2.3_amd64-unofficial.deb", "seekline-1.2.3-linux-x64-unofficial.tar.gz"])(
  "takes nothing while %s lies among them",
  async (name) => {
    put("seekline_1.2.3_arm64.deb");
    put(name);
    await expect(release(what())).rejects.toThrow(name);
    expect(existsSync(path.join(folder, "update.json"))).toBe(false);
  },
);

it("says what is missing", async () => {
  await expect(release(what())).rejects.toThrow("npm run package");
  put("seekline_1.2.3_amd64.deb");
  await expect(release(what("x25519"))).rejects.toThrow("no Ed25519 key");
});

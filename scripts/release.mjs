// `npm run release -- --key FILE --page URL`: what is published with the packages in `out/packages`: their SHA-256 sums, and the
// signed notice that tells of them (docs/updates.md). Publishing itself is done by hand.

import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { createReadStream, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { isOfficialName } from "./package/packageNames.mjs";
import { projectRoot } from "./projectRoot.mjs";
import { runAsProgram } from "./runAsProgram.mjs";

/**
 * @param {object} what
 * @param {string} what.folder Of the packages.
 * @param {string} what.version
 * @param {string} what.page Where a person gets them.
 * @param {string} what.privateKey Ed25519, in PEM.
 * @returns {Promise<{ readonly released: readonly string[], readonly publicKey: string }>}
 */
export async function release({ folder, version, page, privateKey }) {
  const packages = readdirSync(folder)
    .filter((name) => /\.(deb|tar\.gz|tgz|zip|dmg)$/.test(name) && name.includes(version))
    .sort();
  const refused = packages.filter((name) => !isOfficialName(name));
  if (refused.length > 0) {
    throw new Error(
      `These are for tests, since their Electron is not its makers' own: ${refused.join(", ")}. Remove them, and package with the official Electron.`,
    );
  }
  if (packages.length === 0)
    throw new Error(`There are no packages of ${version} in ${folder}: npm run package makes them.`);
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== "ed25519")
    throw new Error("The key is no Ed25519 key: docs/updates.md says how to make one.");

  const sums = await Promise.all(packages.map(async (name) => `${await sha256(path.join(folder, name))}  ${name}\n`));
  writeFileSync(path.join(folder, "SHA256SUMS"), sums.join(""));
  const notice = JSON.stringify({ product: "seekline", version, page });
  const signature = sign(undefined, Buffer.from(notice), key).toString("base64");
  writeFileSync(path.join(folder, "update.json"), `${JSON.stringify({ notice, signature })}\n`);
  const publicKey = createPublicKey(key).export({ format: "der", type: "spki" }).toString("base64");
  return { released: [...packages, "SHA256SUMS", "update.json"], publicKey };
}

/** @param {string} file */
async function sha256(file) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

await runAsProgram(import.meta.url, async (args) => {
  const { key, page } = parseArgs({
    args: [...args],
    options: { key: { type: "string" }, page: { type: "string" } },
  }).values;
  if (key === undefined || page === undefined || !URL.parse(page)?.protocol.startsWith("https")) {
    throw new Error("Usage: npm run release -- --key FILE --page https://…");
  }
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8"));
  const folder = path.join(projectRoot, "out/packages");
  const { released, publicKey } = await release({ folder, version, page, privateKey: readFileSync(key, "utf8") });
  for (const name of released) console.log(path.relative(projectRoot, path.join(folder, name)));
  console.log(`The public key, for updates.json: ${publicKey}`);
  return 0;
});

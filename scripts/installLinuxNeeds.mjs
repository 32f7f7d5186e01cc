// Gives the tests a system that Electron can run on: as root through apt, else by saying what to install.

import {
  displayPackages,
  hasDisplay,
  hasProgram,
  installSentence,
  isRoot,
  libraryPackages,
  missingLibraries,
  networkPackages,
} from "./linuxNeeds.mjs";
import { runProgram } from "./runProgram.mjs";

/**
 * @param {object} system
 * @param {readonly string[]} system.packages Debian's names of what is missing.
 * @param {boolean} system.root
 * @param {(args: readonly string[]) => Promise<{ status: number }>} system.apt Runs `apt-get`.
 * @param {(name: string) => Promise<boolean>} system.isKnown Whether apt can install a package of this name.
 * @param {(sentence: string) => void} system.say
 * @returns {Promise<void>}
 */
export async function installPackages({ packages, root, apt, isKnown, say }) {
  if (!root) throw new Error(`The tests run the real app and need what is missing here. ${installSentence(packages)}`);
  say(`Installing ${packages.join(" ")} …`);
  // A mirror that cannot be reached is no reason to stop: the lists may be fresh enough.
  await apt(["update"]);
  const names = await Promise.all(packages.map(async (name) => ((await isKnown(`${name}t64`)) ? `${name}t64` : name)));
  const { status } = await apt(["install", "-y", "--no-install-recommends", ...names]);
  if (status !== 0) throw new Error(`apt-get could not install ${names.join(" ")}; its messages are above.`);
}

/**
 * @param {string} electronPath
 * @returns {Promise<void>}
 */
export async function ensureLinuxNeeds(electronPath) {
  if (process.platform !== "linux") return;
  const packages = missingPackages(electronPath);
  if (packages.length === 0) return;
  await installWithApt(packages);
  const stillMissing = [...missingPackages(electronPath), ...missingLibraries(electronPath)];
  if (stillMissing.length > 0) throw new Error(`Still missing after the installation: ${stillMissing.join(" ")}.`);
}

/**
 * @param {string} electronPath
 * @returns {readonly string[]}
 */
function missingPackages(electronPath) {
  const canDisplay = hasDisplay() || (hasProgram("xvfb-run") && hasProgram("xauth"));
  return [
    ...(canDisplay ? [] : displayPackages),
    ...(hasProgram("ip") ? [] : networkPackages),
    ...(missingLibraries(electronPath).length === 0 ? [] : libraryPackages),
  ];
}

/**
 * Programs that some tests use, and the Debian packages that hold them.
 * @param {Readonly<Record<string, string>>} packagesByProgram
 * @returns {Promise<void>}
 */
export async function ensurePrograms(packagesByProgram) {
  const missing = Object.entries(packagesByProgram).filter(([program]) => !hasProgram(program));
  if (missing.length > 0) await installWithApt(missing.map(([, name]) => name));
}

/** @param {readonly string[]} packages */
async function installWithApt(packages) {
  await installPackages({
    packages,
    root: isRoot() && hasProgram("apt-get"),
    apt: (args) =>
      runProgram("apt-get", ["-q", "-o", "Dpkg::Use-Pty=0", ...args], {
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      }),
    isKnown: async (name) => (await runProgram("apt-cache", ["show", name], { output: "capture" })).status === 0,
    say: console.log,
  });
}

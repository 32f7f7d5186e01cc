// A disk of its own, with little room on it: what a program meets whose folder is on a full one.

import { execFileSync } from "node:child_process";

/**
 * What runs a program (see runChild) that finds a new, empty disk of 64 KiB at each of the folders. Only Linux lets anybody
 * have one.
 */
export function withSmallDisks(folders: readonly string[]): readonly string[] {
  const mount =
    'while [ "$1" != -- ]; do mount -t tmpfs -o size=64k tmpfs "$1" || exit 99; shift; done; shift; exec "$@"';
  const through = [
    "unshare",
    ...(process.getuid?.() === 0 ? [] : ["--map-root-user"]),
    "--mount",
    "sh",
    "-c",
    mount,
    "sh",
  ];
  try {
    execFileSync(through[0] ?? "", [...through.slice(1), ...folders, "--", "true"]);
  } catch (error) {
    throw new Error("this test needs a system that lets it mount a tmpfs of its own (Linux, util-linux's unshare)", {
      cause: error,
    });
  }
  return [...through, ...folders, "--"];
}

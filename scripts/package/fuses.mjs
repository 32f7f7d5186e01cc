// Electron's fuses: what the packaged program cannot be made to do, whatever its environment and arguments say. They are
// bytes in the program itself, so whoever could set them anew could as well replace the program.

import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from "@electron/fuses";

/** By the library's own names. All of them are decided: a new fuse of a newer Electron fails the packaging. */
export const fuses = /** @type {const} */ ({
  /** ELECTRON_RUN_AS_NODE: any program under our name. */
  RunAsNode: false,
  /** NODE_OPTIONS and NODE_EXTRA_CA_CERTS: code and trust from the environment. */
  EnableNodeOptionsEnvironmentVariable: false,
  /** --inspect and SIGUSR1: a debugger in the main process. */
  EnableNodeCliInspectArguments: false,
  /** Only `resources/app.asar` is the app, no folder beside it. */
  OnlyLoadAppFromAsar: true,
  /** The archive's head is compared with a hash in the program, on Windows and macOS; Electron for Linux has no place for it. */
  EnableEmbeddedAsarIntegrityValidation: true,
  EnableCookieEncryption: true,
  /** The page is served by `app://`; a `file:` page would be nothing special. */
  GrantFileProtocolExtraPrivileges: false,
  /** There is one snapshot for all processes. */
  LoadBrowserProcessSpecificV8Snapshot: false,
  /** WebAssembly finds its own bounds by the processor's traps, which is what makes the scanner fast. */
  WasmTrapHandlers: true,
});

/**
 * @param {string} program
 * @returns {Promise<void>}
 */
export async function setFuses(program) {
  const wanted = Object.entries(fuses).map(([name, value]) => [fuseOf(name), value]);
  await flipFuses(program, {
    version: FuseVersion.V1,
    // The signature of a Mac program holds no more once it is changed.
    resetAdHocDarwinSignature: process.platform === "darwin",
    ...Object.fromEntries(wanted),
  });
  const known = await readFuses(program);
  const open = Object.keys(known).filter((name) => !(name in fuses));
  if (open.length > 0) throw new Error(`Electron has fuses that nobody has decided on: ${open.join(", ")}.`);
}

/**
 * The fuses that a program has, by name; those that its Electron does not know are left out.
 * @param {string} program
 * @returns {Promise<Readonly<Record<string, boolean>>>}
 */
export async function readFuses(program) {
  const wire = await getCurrentFuseWire(program);
  return Object.fromEntries(
    Object.entries(wire)
      .filter(([at, state]) => at !== "version" && (state === FuseState.ENABLE || state === FuseState.DISABLE))
      .map(([at, state]) => [FuseV1Options[Number(at)] ?? `number ${at}`, state === FuseState.ENABLE]),
  );
}

/** @param {string} name */
function fuseOf(name) {
  const at = Object.entries(FuseV1Options).find(([key]) => key === name)?.[1];
  if (at === undefined) throw new Error(`@electron/fuses knows no fuse ${name}.`);
  return at;
}

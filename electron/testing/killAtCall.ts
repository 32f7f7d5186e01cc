// Lets a program kill itself at its n-th change to the file system, whatever that is: so a test can end it at every moment
// of its work, and none depends on how fast the machine is.

/** The variable that says at which call; without a number the calls are only counted. */
export const killAtVariable = "SEEKLINE_TEST_KILL_AT";
/** Where a program that ends by itself writes how many calls it made. */
export const callsFileVariable = "SEEKLINE_TEST_CALLS_FILE";

/** For Node's `--require`; the program's threads count on their own. */
export const killHook = `
  const fs = require("node:fs");
  const promises = require("node:fs/promises");
  const { isMainThread } = require("node:worker_threads");
  const killAt = Number(process.env.${killAtVariable});
  const writeFileSync = fs.writeFileSync;
  let calls = 0;
  const counted = (owner, name) => {
    const act = owner[name];
    owner[name] = function (...args) {
      calls += 1;
      if (calls === killAt) process.kill(process.pid, "SIGKILL");
      return act.apply(this, args);
    };
  };
  for (const name of ["openSync", "writeSync", "writeFileSync", "renameSync", "rmSync", "mkdirSync", "closeSync"]) {
    counted(fs, name);
  }
  const open = promises.open;
  promises.open = async (...args) => {
    const handle = await open(...args);
    for (const name of ["write", "chmod", "sync", "close"]) counted(handle, name);
    return handle;
  };
  for (const name of ["open", "rename", "rm", "mkdir"]) counted(promises, name);
  require("node:module").syncBuiltinESMExports();
  process.on("exit", () => {
    if (isMainThread) writeFileSync(process.env.${callsFileVariable}, String(calls));
  });
`;

import fs from "node:fs";

/** Whether a person sits at this descriptor. Only then the runtime's own answer is asked for, which has much to load. */
export function isTerminal(descriptor: number): boolean {
  try {
    const status = fs.fstatSync(descriptor);
    if (!status.isCharacterDevice() || isDevNull(status)) return false;
    return process.getBuiltinModule("node:tty").isatty(descriptor);
  } catch {
    // It is closed.
    return false;
  }
}

function isDevNull({ rdev }: fs.Stats): boolean {
  return process.platform !== "win32" && fs.statSync("/dev/null").rdev === rdev;
}

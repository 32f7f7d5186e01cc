// The packaged program. A command runs here, in the main process, before Electron has looked for a display: it waits for
// this module, and the command ends the process. So no window code is loaded, and a server without a display will do.

import { startedCommand } from "./command.ts";

const command = startedCommand(process.argv);
if (command === undefined) {
  await import("../main/main.ts");
} else {
  process.argv = [process.execPath, command.launcher, ...command.words];
  await import("../cli/cli.ts");
  // Said aloud: Electron's way out knows no `process.exitCode`.
  process.exit(process.exitCode);
}

// The command line: the same engine without a window, in plain Node. See `runCli.ts`. As modules, for a runtime that it was not compiled
// for; the program that is installed is `quickCli.ts`.

import { compiledCli } from "./compiledCli.ts";
import { keepCompiledCode } from "./compiledCode.ts";
import { endOnUnexpected } from "./lastResort.ts";
import { prepareRuntime, runToEnd } from "./runToEnd.ts";

endOnUnexpected("seekline");
prepareRuntime();
await runToEnd(compiledCli(import.meta.dirname) ?? (await uncompiledCli()));

function uncompiledCli(): Promise<typeof import("./runCli.ts")> {
  keepCompiledCode();
  return import("./runCli.ts");
}

// Everything that takes input from others. A new one is a line here.

import { openedConversation } from "../../openedConversation.ts";
import { summaryOfFile } from "../../summaryOfFile.ts";
import type { FuzzTarget } from "../fuzzTarget.ts";
import { realLines } from "../realLines.ts";
import { filterTarget } from "./filterTarget.ts";
import { keptIndexTarget } from "./keptIndexTarget.ts";
import { keptReadingTarget } from "./keptReadingTarget.ts";
import { portTarget } from "./portTarget.ts";
import { receiveTarget } from "./receiveTarget.ts";
import { scannerTarget } from "./scannerTarget.ts";
import { serveTarget } from "./serveTarget.ts";
import { sessionTarget } from "./sessionTarget.ts";

export async function allTargets(): Promise<readonly FuzzTarget[]> {
  const real = await realLines();
  return [
    scannerTarget(real),
    filterTarget,
    keptIndexTarget(),
    keptReadingTarget("summary", async (file) => JSON.stringify(await summaryOfFile(file))),
    keptReadingTarget("conversation", async (file) => (await openedConversation(file)).said),
    sessionTarget(real),
    portTarget(),
    serveTarget(),
    receiveTarget(),
  ];
}

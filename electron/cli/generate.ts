// `npm run -s generate -- --bytes 1gb --seed 7 -o log.jsonl`: writes a valid transcript of any size from a seed.

import { runGenerate } from "./generator/runGenerate.ts";
import { endOnUnexpected } from "./lastResort.ts";

endOnUnexpected("generate");
process.exitCode = await runGenerate(process.argv.slice(2));

// `npm run docs`: writes what is made from the description of the command line into the checkout that this was built in.

import fs from "node:fs";
import path from "node:path";
import packageFile from "../../package.json";
import { generatedFiles } from "./description/generatedFiles.ts";
import { endOnUnexpected } from "./lastResort.ts";

endOnUnexpected("docs");
const root = path.resolve(path.dirname(process.argv[1] ?? ""), "../..");
for (const [file, text] of generatedFiles(packageFile.version)) {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

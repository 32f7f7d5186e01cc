import { existsSync } from "node:fs";
import { projectRoot } from "./projectRoot.mjs";

/**
 * The folder that relative paths on the command line mean. npm starts scripts in the project's folder and says in
 * INIT_CWD where the user stands; a script started otherwise may have inherited that variable, and does not heed it.
 * @returns {string}
 */
export function whereTheUserStands() {
  const { INIT_CWD } = process.env;
  const startedByNpm = process.cwd() === projectRoot && INIT_CWD !== undefined && existsSync(INIT_CWD);
  return startedByNpm ? INIT_CWD : process.cwd();
}

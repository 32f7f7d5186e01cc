import { fileURLToPath } from "node:url";

/** The checkout that these scripts belong to, wherever they are started from. */
export const projectRoot = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

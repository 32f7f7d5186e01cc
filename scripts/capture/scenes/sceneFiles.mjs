// What lies in the folder that an agent works in.

import { readFileSync } from "node:fs";

/** A picture of one point. */
export const picture =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";

/** A page that says hello. */
export const page = Buffer.from(
  [
    "%PDF-1.1",
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Resources<<>>>>endobj",
    "trailer<</Root 1 0 R>>",
    "%%EOF",
    "",
  ].join("\n"),
).toString("base64");

/** The program of the MCP server (demoServer.mjs). */
export const demoServer = readFileSync(new URL("demoServer.mjs", import.meta.url), "utf8");

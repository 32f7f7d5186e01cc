import path from "node:path";
import { app } from "electron";

/** Where the app's processes log unexpected errors. */
export function errorLogFolder(): string {
  const { SEEKLINE_LOG_DIR: named = "" } = process.env;
  return named === "" ? path.join(app.getPath("userData"), "log") : path.resolve(named);
}

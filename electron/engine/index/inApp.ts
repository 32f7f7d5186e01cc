/**
 * True in the app, where a window is to be drawn meanwhile; false on the command line and in tests. Electron's main process
 * ("browser") scans only when it is the command line of a package.
 */
export const isInApp =
  process.versions.electron !== undefined &&
  process.env.ELECTRON_RUN_AS_NODE === undefined &&
  Reflect.get(process, "type") !== "browser";

/** True in the app, where a window is to be drawn meanwhile; false on the command line and in tests. */
export const isInApp = process.versions.electron !== undefined && process.env.ELECTRON_RUN_AS_NODE === undefined;

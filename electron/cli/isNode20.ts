/** Whether this is Node 20, by its V8: flags and functions that V8 names to its own tests alone were tried there and nowhere else. */
export const isNode20 = process.versions.v8.startsWith("11.");

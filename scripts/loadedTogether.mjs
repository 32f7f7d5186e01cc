/**
 * Modules of the command line that are one file in a bundle, since they are always loaded together: each file costs a start
 * half a ms or more. A group is a module with all that it imports and no earlier group has.
 */
export const loadedTogether = [
  {
    name: "start",
    test: /cli[\\/](?:compiledCli|compiledCode|compiledFile|compiledModules|lastResort|runToEnd)\.ts$|shared[\\/]smallHeap\.ts$/,
  },
  { name: "commandLine", test: /cli[\\/]runCli\.ts$/ },
  { name: "transcript", test: /cli[\\/](?:openInput|runRequest|statsCommand)\.ts$/ },
].map((group, at, { length }) => ({ ...group, priority: length - at }));

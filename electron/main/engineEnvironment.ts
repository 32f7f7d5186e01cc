// The engine gets the user's environment (language, temporary folder, SEEKLINE_…) without what would change how Node and
// Electron themselves run: a NODE_OPTIONS from some shell must not load code into it.

const foreign = /^(NODE_|ELECTRON_|npm_|LD_PRELOAD$|DYLD_)/i;

export function engineEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || foreign.test(name) ? [] : [[name, value]],
    ),
  );
}

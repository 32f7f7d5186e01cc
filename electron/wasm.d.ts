/** An AssemblyScript entry compiled to WebAssembly by `scripts/assemblyScriptPlugin.mjs`: the module's bytes in base64. */
declare module "*?wasm" {
  const base64: string;
  export default base64;
}

/** A worker thread's program, bundled by `scripts/threadCodePlugin.mjs`: CommonJS for `new Worker(code, { eval: true })`. */
declare module "*?thread" {
  const code: string;
  export default code;
}

/** The hash of all that this build is made of, by `scripts/buildHashPlugin.mjs`. */
declare module "*?build" {
  const hash: string;
  export default hash;
}

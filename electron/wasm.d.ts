/** An AssemblyScript entry compiled to WebAssembly by `scripts/assemblyScriptPlugin.mjs`: the module's bytes in base64. */
declare module "*?wasm" {
  const base64: string;
  export default base64;
}

// The engine's own programs of WebAssembly as modules. The runtime compiles one when it is first asked for, unless whoever started the
// engine knows where compiled ones are kept.

/** A module of a program, or undefined where it is to be compiled. */
export type CompiledModules = (program: Uint8Array<ArrayBuffer>) => WebAssembly.Module | undefined;

let compiled: CompiledModules = () => undefined;

/** Asked from now on before anything is compiled. */
export function useCompiledModules(modules: CompiledModules): void {
  compiled = modules;
}

/** `program`: as base64. Compiles, so a module is to be asked for once. */
export function moduleOf(program: string): WebAssembly.Module {
  const bytes = new Uint8Array(Buffer.from(program, "base64"));
  return compiled(bytes) ?? new WebAssembly.Module(bytes);
}

// The part of WebAssembly that we use. TypeScript declares it in its DOM library, which code on Node must not see, and
// `@types/node` leaves it out. Same shapes as there.

declare namespace WebAssembly {
  type ExportValue = ((...values: readonly unknown[]) => unknown) | Memory | Global;

  interface Module {
    readonly [Symbol.toStringTag]: "WebAssembly.Module";
  }
  const Module: { new (bytes: Uint8Array<ArrayBuffer>): Module };

  interface Instance {
    readonly exports: Readonly<Record<string, ExportValue>>;
  }
  const Instance: {
    new (module: Module, imports?: Readonly<Record<string, Readonly<Record<string, Memory>>>>): Instance;
  };

  interface Global {
    readonly value: unknown;
  }

  interface Memory {
    /** Replaced by a new one whenever the memory grows. */
    readonly buffer: ArrayBuffer;
    /** Adds pages of 64 KiB. Returns the former number of pages. */
    grow(pages: number): number;
  }
  const Memory: { new (descriptor: { readonly initial: number; readonly maximum?: number }): Memory };
}

// Stands between the program and the file system: every function of node:fs that Seekline uses asks a judge first, for files
// of the judge's folders. It is the only place that knows how these functions are called.

import fs from "node:fs";
import promises, { type FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import type { Operation } from "./faultPlan.ts";

export interface FileCall {
  readonly operation: Operation;
  readonly path: string;
  /** Where a rename leads. */
  readonly to?: string | undefined;
  /** Of an open file. */
  readonly descriptor?: number | undefined;
  /** Of a read or write; undefined position: where the last one ended. */
  readonly bytes?: number | undefined;
  readonly position?: number | undefined;
  /** The opening may make the file, or empty it. */
  readonly isForWriting?: boolean | undefined;
}

export type Verdict =
  | { readonly do: "pass" }
  /** Only so many bytes are read or written. */
  | { readonly do: "part"; readonly bytes: number }
  | { readonly do: "fail"; readonly code: string };

export const pass: Verdict = { do: "pass" };

export interface FileJudge {
  isOurs(path: string): boolean;
  /** Asked before every call. What it does to files itself is not judged. */
  before(call: FileCall): Verdict;
  /** Told of every call that the system has done; `result` is what it gave. */
  after(call: FileCall, result: unknown): void;
}

type Act = (args: readonly unknown[]) => unknown;
type Describe = (args: readonly unknown[], self: unknown) => FileCall | undefined;
type Cut = (args: readonly unknown[], bytes: number) => readonly unknown[];

/** Gives the function that puts everything back. */
export async function judgeFileCalls(judge: FileJudge): Promise<() => void> {
  /** Where the open files lie. */
  const opened = new Map<number, string>();
  const undo: (() => void)[] = [];
  let isJudging = false;

  const judged = <Value>(work: () => Value): Value => {
    isJudging = true;
    try {
      return work();
    } finally {
      isJudging = false;
    }
  };
  const before = (call: FileCall): Verdict => judged(() => judge.before(call));
  const after = (call: FileCall, result: unknown): void => {
    if (call.operation === "open") opened.set(descriptorOf(result), call.path);
    if (call.operation === "close" && call.descriptor !== undefined) opened.delete(call.descriptor);
    judged(() => judge.after(call, result));
  };
  const isOurs = (call: FileCall | undefined): call is FileCall =>
    call !== undefined && !isJudging && judge.isOurs(call.path);

  const replace = (
    owner: object,
    name: string,
    around: (act: Act, args: readonly unknown[], self: unknown) => unknown,
  ) => {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== "function") throw new Error(`there is no function ${name}`);
    Reflect.set(owner, name, function (this: unknown, ...args: readonly unknown[]) {
      return around((given) => Reflect.apply(original, this, given), args, this);
    });
    undo.push(() => void Reflect.set(owner, name, original));
  };
  /** A function that gives its result at once. */
  const sync = (name: string, describe: Describe, cut: Cut = (args) => args): void =>
    replace(fs, name, (act, args, self) => {
      const call = describe(args, self);
      if (!isOurs(call)) return act(args);
      const verdict = before(call);
      if (verdict.do === "fail") {
        if (call.operation === "close") after(call, act(args));
        throw systemError(verdict.code, name);
      }
      const result = act(verdict.do === "part" ? cut(args, verdict.bytes) : args);
      after(call, result);
      return result;
    });
  /** One that promises it. */
  const later = (owner: object, name: string, describe: Describe, cut: Cut = (args) => args): void =>
    replace(owner, name, async (act, args, self) => {
      const call = describe(args, self);
      if (!isOurs(call)) return act(args);
      const verdict = before(call);
      if (verdict.do === "fail") {
        if (call.operation === "close") after(call, await act(args));
        throw systemError(verdict.code, name);
      }
      const result = await act(verdict.do === "part" ? cut(args, verdict.bytes) : args);
      after(call, result);
      return result;
    });

  const byPath =
    (operation: Operation): Describe =>
    ([path]) =>
      typeof path === "string" ? { operation, path } : undefined;
  const opening: Describe = ([path, flags]) =>
    typeof path === "string" ? { operation: "open", path, isForWriting: isForWriting(flags) } : undefined;
  const renaming: Describe = ([path, to]) =>
    typeof path === "string" && typeof to === "string" ? { operation: "rename", path, to } : undefined;
  const onDescriptor =
    (operation: Operation): Describe =>
    ([descriptor]) =>
      callOn(operation, descriptor);
  const transfer =
    (operation: Operation): Describe =>
    ([descriptor, buffer, , length, position]) =>
      callOn(operation, descriptor, numberIn(length) ?? sizeOf(buffer), numberIn(position));
  const onHandle =
    (operation: Operation): Describe =>
    (_, self) =>
      callOn(operation, descriptorOf(self));
  const handleTransfer =
    (operation: Operation): Describe =>
    ([buffer, , length, position], self) =>
      callOn(operation, descriptorOf(self), numberIn(length) ?? sizeOf(buffer), numberIn(position));

  function callOn(operation: Operation, descriptor: unknown, bytes?: number, position?: number): FileCall | undefined {
    const path = typeof descriptor === "number" ? opened.get(descriptor) : undefined;
    return path === undefined || typeof descriptor !== "number"
      ? undefined
      : { operation, path, descriptor, bytes, position };
  }

  sync("openSync", opening);
  sync("closeSync", onDescriptor("close"));
  sync("readSync", transfer("read"), ([descriptor, buffer, offset, , position], bytes) => [
    ...[descriptor, buffer, offset, bytes, position],
  ]);
  sync("writeSync", transfer("write"), ([descriptor, buffer, offset, , position], bytes) => [
    ...[descriptor, buffer, offset, bytes, position],
  ]);
  sync("fsyncSync", onDescriptor("sync"));
  sync("fstatSync", onDescriptor("look"));
  for (const name of ["statSync", "lstatSync", "readdirSync", "realpathSync", "statfsSync"]) sync(name, byPath("look"));
  for (const name of ["rmSync", "unlinkSync"]) sync(name, byPath("remove"));
  sync("renameSync", renaming);
  sync("mkdirSync", byPath("make-folder"));
  sync("utimesSync", byPath("touch"));
  replace(fs, "existsSync", (act, args, self) => {
    const call = byPath("look")(args, self);
    return isOurs(call) && before(call).do === "fail" ? false : act(args);
  });
  // Made of the calls above, so that each of their steps may fail.
  replace(fs, "readFileSync", (act, args) => {
    const [path, options] = args;
    if (!isOurs(byPath("read")(args, fs)) || typeof path !== "string") return act(args);
    const bytes = readWhole(path);
    return typeof options === "string" && Buffer.isEncoding(options) ? bytes.toString(options) : bytes;
  });
  replace(fs, "writeFileSync", (act, args) => {
    const [path, data, options] = args;
    if (!isOurs(byPath("write")(args, fs)) || typeof path !== "string") return act(args);
    return writeWhole(path, Buffer.from(typeof data === "string" || data instanceof Uint8Array ? data : ""), options);
  });

  const handle = await promises.open(import.meta.filename);
  const handles: FileHandle = Object.getPrototypeOf(handle);
  await handle.close();
  later(promises, "open", opening);
  // Each handle has a function of its own to close it.
  replace(promises, "open", async (act, args) => {
    const opened = await act(args);
    if (isOurs(opening(args, promises)) && typeof opened === "object" && opened !== null) {
      later(opened, "close", () => callOn("close", descriptorOf(opened)));
    }
    return opened;
  });
  later(promises, "rename", renaming);
  later(promises, "rm", byPath("remove"));
  later(promises, "mkdir", byPath("make-folder"));
  for (const name of ["stat", "realpath"]) later(promises, name, byPath("look"));
  later(handles, "read", handleTransfer("read"), ([buffer, offset, , position], bytes) => [
    ...[buffer, offset, bytes, position],
  ]);
  later(handles, "write", handleTransfer("write"), ([buffer, offset, , position], bytes) => [
    ...[buffer, offset, bytes, position],
  ]);
  later(handles, "stat", onHandle("look"));
  later(handles, "sync", onHandle("sync"));
  later(handles, "truncate", onHandle("cut"));
  syncBuiltinESMExports();

  return () => {
    for (const one of undo.reverse()) one();
    syncBuiltinESMExports();
  };
}

function readWhole(path: string): Buffer {
  const descriptor = fs.openSync(path, "r");
  try {
    const bytes = Buffer.alloc(fs.fstatSync(descriptor).size);
    let done = 0;
    for (let read = 1; read > 0 && done < bytes.length; done += read) {
      read = fs.readSync(descriptor, bytes, done, bytes.length - done, done);
    }
    return bytes.subarray(0, done);
  } finally {
    fs.closeSync(descriptor);
  }
}

function writeWhole(path: string, bytes: Buffer, options: unknown): void {
  const {
    flag = "w",
    mode = 0o666,
    flush = false,
  } = typeof options === "object" && options !== null ? writing(options) : {};
  const descriptor = fs.openSync(path, flag, mode);
  try {
    for (let at = 0; at < bytes.length; ) at += fs.writeSync(descriptor, bytes, at, bytes.length - at, at);
    if (flush) fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function writing(options: object): { readonly flag?: string; readonly mode?: number; readonly flush?: boolean } {
  return {
    ...("flag" in options && typeof options.flag === "string" ? { flag: options.flag } : {}),
    ...("mode" in options && typeof options.mode === "number" ? { mode: options.mode } : {}),
    ...("flush" in options && typeof options.flush === "boolean" ? { flush: options.flush } : {}),
  };
}

function isForWriting(flags: unknown): boolean {
  const { O_WRONLY, O_RDWR } = fs.constants;
  return typeof flags === "number" ? (flags & (O_WRONLY | O_RDWR)) !== 0 : flags !== undefined && flags !== "r";
}

function numberIn(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function sizeOf(buffer: unknown): number | undefined {
  return buffer instanceof Uint8Array ? buffer.length : undefined;
}

function descriptorOf(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "object" && value !== null && "fd" in value && typeof value.fd === "number") return value.fd;
  return -1;
}

function systemError(code: string, call: string): Error {
  return Object.assign(new Error(`${code}: injected, ${call}`), { code, syscall: call });
}

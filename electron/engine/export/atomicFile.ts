// A file that appears whole or not at all. Bytes go to a hidden temporary file in the target's folder, which is flushed to
// the disk and renamed over the target only when everything has been written. Until then only its owner may read it.

import fs from "node:fs";
import path from "node:path";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { beginUnfinished } from "../environment/unfinishedFiles.ts";
import { BufferedWriter } from "./bufferedWriter.ts";
import { withEarlySync } from "./earlySync.ts";
import { ExportFailed } from "./exportFailed.ts";
import type { ExportOutput } from "./exportOutput.ts";
import type { FileOperations, WritableFile } from "./fileOperations.ts";
import { nodeFiles } from "./fileOperations.ts";
import { writeFailure } from "./writeFailure.ts";

export interface AtomicFileOptions {
  /** Files that must never be written to: the transcript that is being exported, and the packed one that it came from. */
  readonly sources?: readonly string[];
  readonly files?: FileOperations;
}

/** Opens the temporary file. Fails before anything is written when the target cannot be one. */
export async function openAtomicFile(target: string, options: AtomicFileOptions = {}): Promise<Result<ExportOutput>> {
  const name = path.basename(target);
  const place = findPlace(target, options.sources ?? []);
  if (!place.ok) return place;
  const { file, mode } = place.value;
  const files = options.files ?? nodeFiles;
  const { path: temporary, forget } = beginUnfinished(path.dirname(file));
  try {
    const opened = withEarlySync(await files.create(temporary));
    return succeed(new AtomicFile({ name, file, mode, temporary, opened, files, forget }));
  } catch (error) {
    forget();
    return fail(writeFailure(name, error));
  }
}

interface Place {
  /** What the rename replaces: the target, or the file that it links to. */
  readonly file: string;
  readonly mode: number;
}

function findPlace(target: string, sources: readonly string[]): Result<Place> {
  const name = path.basename(target);
  try {
    const existing = fs.statSync(target, { throwIfNoEntry: false, bigint: true });
    // Owner and group may read and write as far as the process's mask lets them, like any new file.
    if (existing === undefined) return succeed({ file: path.resolve(target), mode: 0o666 & ~process.umask() });
    if (existing.isDirectory()) return fail({ code: "not-writable", name, detail: "it is a folder" });
    if (!existing.isFile()) return fail({ code: "not-writable", name, detail: "it is not a regular file" });
    const originals = sources.map((source) => fs.statSync(source, { throwIfNoEntry: false, bigint: true }));
    if (originals.some((original) => original?.dev === existing.dev && original.ino === existing.ino)) {
      return fail({ code: "would-overwrite-source", name });
    }
    return succeed({ file: fs.realpathSync(target), mode: Number(existing.mode & 0o777n) });
  } catch (error) {
    return fail(writeFailure(name, error));
  }
}

interface Parts extends Place {
  readonly name: string;
  readonly temporary: string;
  readonly opened: WritableFile;
  readonly files: FileOperations;
  readonly forget: () => void;
}

class AtomicFile implements ExportOutput {
  readonly #parts: Parts;
  readonly #writer: BufferedWriter;
  #state: "open" | "finished" | "final" | "aborted" = "open";

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#writer = new BufferedWriter((bytes) => this.#guard(() => parts.opened.write(bytes)));
  }

  get bytesWritten(): number {
    return this.#writer.bytes;
  }

  write(bytes: Uint8Array): void | Promise<void> {
    if (this.#state !== "open") throw new Error(`write to a file that is ${this.#state}`);
    return this.#writer.write(bytes);
  }

  async finish(): Promise<void> {
    const { opened, mode } = this.#parts;
    if (this.#state !== "open") throw new Error(`end of a file that is ${this.#state}`);
    await this.#writer.finish();
    await this.#guard(async () => {
      // Some file systems know no modes: the file then stays as private as it is.
      await opened.chmod(mode).catch(() => undefined);
      await opened.sync();
    });
    this.#state = "finished";
  }

  async commit(): Promise<void> {
    const { opened, files, temporary, file, forget } = this.#parts;
    try {
      if (this.#state !== "finished") await this.finish();
      await this.#guard(async () => {
        await opened.close();
        await files.rename(temporary, file);
      });
    } catch (error) {
      await this.abort();
      throw error;
    }
    this.#state = "final";
    forget();
    // It has its name by now, and may lose it when the power fails.
    await this.#guard(() => files.syncFolder(path.dirname(file)));
  }

  async abort(): Promise<void> {
    if (this.#state !== "open" && this.#state !== "finished") return;
    this.#state = "aborted";
    const { opened, files, temporary, forget } = this.#parts;
    await this.#writer.settle();
    await opened.close().catch(() => undefined);
    // What cannot be removed now is left to the end of the process, or to another one.
    await files.remove(temporary).then(forget, () => undefined);
  }

  /** Turns what the system says into an expected failure. */
  async #guard<Value>(act: () => Promise<Value>): Promise<Value> {
    try {
      return await act();
    } catch (error) {
      throw new ExportFailed(writeFailure(this.#parts.name, error));
    }
  }
}

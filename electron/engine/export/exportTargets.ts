// Where an export goes: its file, compressed as its name says, and the manifest beside it.

import type { ExportKind } from "../../../shared/exports.ts";
import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import type { FilePlace } from "../source/source.ts";
import { openAtomicFile } from "./atomicFile.ts";
import { compressedOutput, compressorFor } from "./compressedOutput.ts";
import type { ExportOutput } from "./exportOutput.ts";

/** A path, or what opens another output. */
export type ExportTarget = string | (() => Promise<Result<ExportOutput>>);

export interface OpenedManifest {
  /** Its path. */
  readonly file: string;
  readonly output: ExportOutput;
}

export interface OpenedTargets {
  readonly output: ExportOutput;
  readonly manifest: OpenedManifest | undefined;
}

/** Neither may be the transcript itself. */
export async function openTargets(
  as: ExportKind,
  target: ExportTarget,
  manifestFile: string | undefined,
  { path, original }: FilePlace,
): Promise<Result<OpenedTargets>> {
  const sources = [path, original];
  const compressor = typeof target === "string" && as === "records" ? await compressorFor(target) : undefined;
  const opened = typeof target === "string" ? await openAtomicFile(target, { sources }) : await target();
  if (!opened.ok) return opened;
  const output = compressor === undefined ? opened.value : compressedOutput(opened.value, compressor);
  if (manifestFile === undefined) return succeed({ output, manifest: undefined });
  const manifest = await openAtomicFile(manifestFile, { sources });
  if (manifest.ok) return succeed({ output, manifest: { file: manifestFile, output: manifest.value } });
  await output.abort();
  return manifest;
}

/** Once both lie on the disk, nothing that is to be expected keeps either from its name. */
export async function commitTargets({ output, manifest }: OpenedTargets): Promise<void> {
  await manifest?.output.finish();
  await output.finish();
  await output.commit();
  await manifest?.output.commit();
}

export async function abortTargets({ output, manifest }: OpenedTargets): Promise<void> {
  await output.abort();
  await manifest?.output.abort();
}

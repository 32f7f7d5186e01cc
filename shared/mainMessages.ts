// The contract between main and the engine, over the engine's own parent port: paths behind granted ids, which no page sees, and
// what concerns all pages.

import { z } from "zod";
import { grant, whole } from "./engineContract.ts";

/** Main to engine. */
export const mainMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("grant"),
    id: grant,
    path: z.string().min(1),
    access: z.enum(["read", "write", "send", "list"]),
  }),
  z.object({ type: z.literal("revoke"), id: grant }),
  z.object({ type: z.literal("connect") }),
  /** Kept indexes may take so many bytes from now on. */
  z.object({ type: z.literal("limit-indexes"), bytes: whole }),
  z.object({ type: z.literal("clear-indexes") }),
  /** What is wrong with the app's own files, in a sentence. */
  z.object({ type: z.literal("warn"), sentence: z.string().min(1) }),
]);
/**
 * A grant's `path` is a file, several as one (pathList.ts), a folder of the library (`list`), or the address of an
 * endpoint (`send`).
 */
export type MainMessage = z.infer<typeof mainMessageSchema>;

const offeredFile = z.object({ id: grant, path: z.string().min(1) });
/** A session that the engine found and listed: main grants it when the page asks for its id. */
export type OfferedFile = z.infer<typeof offeredFile>;

/**
 * Engine to main. A grant is acknowledged before main tells the page its id, since the page may use it at once over
 * another port. What the user opened with success becomes a recent file.
 */
export const engineNoteSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("granted"), id: grant }),
  z.object({ type: z.literal("revoked"), id: grant }),
  z.object({ type: z.literal("opened"), id: grant, bytes: whole }),
  /** Sessions that were listed: the page may ask for them. */
  z.object({ type: z.literal("offered"), files: z.array(offeredFile).readonly() }),
  z.object({ type: z.literal("indexes-cleared"), bytes: whole }),
]);
/** `bytes` is the size of the file that was opened, and what was freed by removing kept indexes. */
export type EngineNote = z.infer<typeof engineNoteSchema>;

import { z } from "zod";
import type { ErrorEntry } from "./errorEntry.ts";
import { callShape, errorShape, frameShape, mostFrames, programNames } from "./errorEntry.ts";

/** Holds an entry of another process, or of a file, to what an entry may say. */
export const errorEntrySchema: z.ZodType<ErrorEntry> = z.object({
  program: z.enum(programNames),
  call: z.string().regex(callShape),
  error: z.string().regex(errorShape),
  frames: z.array(z.string().regex(frameShape)).max(mostFrames),
});

import { z } from "zod";
import { detailTabs, looks, runForms } from "../../shared/desktop.ts";

const keptLookFields = {
  head: z.string().min(1).max(40),
  look: z.enum(looks),
  tab: z.enum(detailTabs),
  runs: z.enum(runForms).optional(),
} as const;

const record = z.number().int().nonnegative();
const filter = z.string().max(10_000);

/** What the page tells at any time. */
export const placeFields = {
  filter,
  record: record.or(z.undefined()),
  top: record.optional(),
  topItem: record.optional(),
} as const;

export const keptLookSchema = z.object(keptLookFields);

/** What is kept with a file. JSON knows no undefined: a record that is missing was not selected. */
export const keptPlaceFields = {
  ...keptLookFields,
  filter,
  record: record.optional(),
  top: record.optional(),
  topItem: record.optional(),
} as const;

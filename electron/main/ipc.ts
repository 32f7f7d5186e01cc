// Answers the calls of `shared/desktopChannels.ts`. A call is refused unless it comes from our own page's top frame and its
// arguments are what the contract says: bounded strings and nothing beside.

import { ipcMain } from "electron";
import { z } from "zod";
import type {
  AppSettingsChange,
  KeptFile,
  ShownPlace,
  ShownSizes,
  ShownTabs,
  ThemeChoice,
} from "../../shared/desktop.ts";
import { indexLimits, mostTabs, mostTogether, runForms } from "../../shared/desktop.ts";
import { type CallAnswer, type CallName, callChannel, type DesktopCalls } from "../../shared/desktopChannels.ts";
import { wantedReadingFields } from "../../shared/engineContract.ts";
import { errorEntrySchema } from "../../shared/errorEntrySchema.ts";
import { fail, succeed } from "../../shared/result.ts";
import { formatNames } from "../../shared/transcript.ts";
import { bookmarksSchema, headsSchema } from "./bookmarkSchema.ts";
import { sayUnexpected } from "./lastResort.ts";
import { keptLookSchema, placeFields } from "./placeSchema.ts";
import { isFromPage } from "./security.ts";

const themeSchema: z.ZodType<ThemeChoice> = z.enum(["system", "light", "dark"]);

const id = z.string().min(1).max(64);
/** Longer than any path of the systems we run on (Windows: 32,767). */
const path = z.string().min(1).max(40_000);

/** What the page may put together. */
const text = z.string().max(16 * 1024 * 1024);

const appSettingsSchema: z.ZodType<AppSettingsChange> = z.object({
  indexLimit: z.literal(indexLimits).optional(),
  reopen: z.boolean().optional(),
  runs: z.enum(runForms).optional(),
});

const keptFileSchema: z.ZodType<KeptFile> = z.object({ file: id, heads: headsSchema });

const placeSchema: z.ZodType<ShownPlace> = z.object({
  file: id,
  reading: z.object(wantedReadingFields),
  ...placeFields,
  isAtEnd: z.boolean().optional(),
  kept: keptLookSchema.optional(),
});

const tabsSchema: z.ZodType<ShownTabs> = z.object({
  places: z.array(placeSchema).max(mostTabs),
  active: z.number().int().min(-1),
  beside: z.number().int().nonnegative().optional(),
});

const sizesSchema: z.ZodType<ShownSizes> = z.object({
  format: z.enum(formatNames),
  bytes: z.number().nonnegative(),
  records: z.number().int().nonnegative(),
  phase: z.enum(["indexing", "indexed"]),
});

const argumentSchemas: { readonly [Name in CallName]: z.ZodType<Parameters<DesktopCalls[Name]>> } = {
  connectEngine: z.tuple([z.string().min(16).max(64)]),
  chooseFiles: z.tuple([]),
  grantPath: z.tuple([path]),
  grantTogether: z.tuple([z.array(id).min(1).max(mostTogether)]),
  sampleFile: z.tuple([]),
  recentFiles: z.tuple([]),
  forgetRecentFiles: z.tuple([]),
  forgetRecentFile: z.tuple([id]),
  offeredFile: z.tuple([id]),
  libraryFolders: z.tuple([]),
  addLibraryFolder: z.tuple([]),
  removeLibraryFolder: z.tuple([id]),
  chooseTarget: z.tuple([z.object({ from: id, suggestedName: z.string().min(1).max(255) })]),
  confirmEndpoint: z.tuple([z.object({ from: id, address: z.string().min(1).max(2_000) })]),
  showInFolder: z.tuple([id]),
  dragTarget: z.tuple([id]),
  copyPath: z.tuple([id]),
  openLink: z.tuple([z.string().min(1).max(2048)]),
  copyText: z.tuple([text]),
  saveText: z.tuple([z.object({ from: id, suggestedName: z.string().min(1).max(255), text })]),
  bookmarks: z.tuple([keptFileSchema]),
  keepBookmarks: z.tuple([keptFileSchema, bookmarksSchema]),
  appSettings: z.tuple([]),
  changeAppSettings: z.tuple([appSettingsSchema]),
  theme: z.tuple([]),
  setTheme: z.tuple([themeSchema]),
  remember: z.tuple([tabsSchema]),
  remembered: z.tuple([]),
  reportError: z.tuple([errorEntrySchema]),
  copyReport: z.tuple([sizesSchema.or(z.undefined())]),
  listenForCommands: z.tuple([]),
};

/** Thrown by a handler that is asked for what the page may not have; the message says why. */
export class CallRefused extends Error {}

/** The same as `DesktopCalls`, written so that the compiler follows a name to its arguments. */
type CallHandlers = {
  readonly [Name in CallName]: (...sent: Parameters<DesktopCalls[Name]>) => ReturnType<DesktopCalls[Name]>;
};

export function answerCalls(handlers: CallHandlers): void {
  for (const name of Object.keys(argumentSchemas).filter(isCallName)) answerCall(name, handlers);
}

function answerCall<Name extends CallName>(name: Name, handlers: CallHandlers): void {
  ipcMain.handle(callChannel(name), async (event, ...sent: readonly unknown[]): Promise<CallAnswer<Name>> => {
    if (!isFromPage(event)) return fail(`${name} was refused: it did not come from the page`);
    const schema: z.ZodType<Parameters<DesktopCalls[Name]>> = argumentSchemas[name];
    const parsed = schema.safeParse(sent);
    if (!parsed.success) return fail(`${name} was refused: its arguments are not those of the contract`);
    try {
      return succeed(await handlers[name](...parsed.data));
    } catch (error) {
      if (error instanceof CallRefused) return fail(`${name} was refused: ${error.message}`);
      sayUnexpected(error, name);
      return fail(`${name} failed`);
    }
  });
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(argumentSchemas, name);
}

import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { mostLibraryFolders } from "../../shared/desktop.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { createGrants } from "./grants.ts";
import { grantLibraryFolders, openLibraryFolders } from "./libraryFolders.ts";
import { openSettings } from "./settings.ts";

const newFolder = temporaryFolders();

/** A start of the app with these settings. */
function start(file: string) {
  const settings = openSettings(file);
  const grants = createGrants();
  grantLibraryFolders(settings, grants);
  const told: string[] = [];
  const engine = {
    grant: async ({ path: folder, access }: { readonly path: string; readonly access: string }) =>
      void told.push(`${access} ${folder}`),
    revoke: async (id: string) => void told.push(`not ${id}`),
  };
  return { folders: openLibraryFolders({ settings, grants, engine }), grants, told };
}

it("keeps what is added, tells the engine, and gives the page names and ids", async () => {
  const home = newFolder();
  const file = path.join(home, "settings.json");
  const added = path.join(home, "old runs");
  fs.mkdirSync(added);
  const first = start(file);
  await first.folders.add(added);
  await first.folders.add(added);
  expect(first.told).toEqual([`list ${added}`]);
  const [shown, ...others] = await first.folders.list();
  expect(others).toEqual([]);
  expect(shown).toMatchObject({ name: "old runs", missing: false });
  expect(JSON.stringify(shown)).not.toContain(added);

  fs.rmdirSync(added);
  const second = start(file);
  expect(second.grants.all()).toMatchObject([{ path: added, access: "list" }]);
  const [gone] = await second.folders.list();
  expect(gone).toMatchObject({ name: "old runs", missing: true });
  await second.folders.remove("no such id");
  await second.folders.remove(gone?.id ?? "");
  expect(await second.folders.list()).toEqual([]);
  expect(second.told).toEqual([`not ${gone?.id}`]);
  expect(second.grants.all()).toEqual([]);
  expect(start(file).grants.all()).toEqual([]);
});

it("does not let a folder be read or written as a file", async () => {
  const { folders, grants } = start(path.join(newFolder(), "settings.json"));
  await folders.add(newFolder());
  const [shown] = await folders.list();
  expect(grants.find(shown?.id ?? "", "read")).toBeUndefined();
  expect(grants.find(shown?.id ?? "", "write")).toBeUndefined();
});

it("takes no more than there is room for", async () => {
  const { folders } = start(path.join(newFolder(), "settings.json"));
  for (let n = 0; n <= mostLibraryFolders; n++) await folders.add(path.join(path.sep, "runs", `${n}`));
  expect((await folders.list()).length).toBe(mostLibraryFolders);
});

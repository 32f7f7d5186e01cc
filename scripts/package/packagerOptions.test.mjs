import { describe, expect, it } from "vitest";
import { folderOfElectron } from "../electronLayout.mjs";
import { fileTypes } from "./fileTypes.mjs";
import { documentTypes, packagerOptions, registerScript, zipCommand } from "./packagerOptions.mjs";

/** @param {"darwin" | "win32"} platform @param {boolean} [isSigned] */
const optionsFor = (platform, isSigned = false) =>
  packagerOptions({
    ...{ platform, arch: "arm64", version: "1.2.3", electronVersion: "45.3.4", electronZips: "/zips" },
    ...{ app: "/app", icon: "/icon", texts: ["/LICENSE"], out: "/out", isSigned },
  });

describe.each(/** @type {const} */ (["darwin", "win32"]))("a package for %s", (platform) => {
  it("is made of what lies here, and fetches nothing", () => {
    expect(optionsFor(platform)).toMatchObject({
      ...{ platform, arch: "arm64", dir: "/app", out: "/out", prune: false },
      ...{ electronVersion: "45.3.4", electronZipDir: "/zips", appVersion: "1.2.3", name: "Seekline" },
    });
  });

  it("has its programs outside of the archive", () => {
    expect(optionsFor(platform).asar).toEqual({ unpackDir: `node_modules/@vscode/ripgrep-${platform}-arm64` });
  });

  it("brings the licences", () => {
    expect(optionsFor(platform).extraResource).toEqual(["/LICENSE"]);
  });
});

describe("macOS", () => {
  it("is told of the types in Info.plist, each extension once", () => {
    expect(optionsFor("darwin").extendInfo).toEqual(documentTypes());
    const { CFBundleDocumentTypes, UTImportedTypeDeclarations } = documentTypes();
    expect(UTImportedTypeDeclarations).toEqual([
      {
        UTTypeIdentifier: "app.seekline.jsonl",
        UTTypeDescription: "JSON Lines",
        UTTypeConformsTo: ["public.text"],
        UTTypeTagSpecification: {
          "public.filename-extension": ["jsonl", "ndjson"],
          "public.mime-type": ["application/x-ndjson"],
        },
      },
    ]);
    expect(CFBundleDocumentTypes).toMatchObject([
      { LSItemContentTypes: ["app.seekline.jsonl"], LSHandlerRank: "Default" },
      { CFBundleTypeExtensions: ["zst", "gz"], LSHandlerRank: "Alternate" },
    ]);
  });

  it("gets a signature of whom the user names only", () => {
    expect(optionsFor("darwin").osxSign).toBeUndefined();
    expect(optionsFor("darwin", true).osxSign).toBe(true);
  });

  it("keeps links and permissions in its zip", () => {
    const what = { folder: "/made/Seekline.app", file: "/made.zip", withFolder: true };
    expect(zipCommand("darwin", what)).toEqual(["ditto", "-c", "-k", "--keepParent", what.folder, what.file]);
    expect(zipCommand("darwin", { ...what, withFolder: false })).toEqual(["ditto", "-c", "-k", what.folder, what.file]);
  });

  it("has Electron's folder above its bundle", () => {
    expect(folderOfElectron("/dist/Electron.app/Contents/MacOS/Electron", "darwin")).toBe("/dist");
    expect(folderOfElectron("/dist/electron", "linux")).toBe("/dist");
  });
});

describe("Windows", () => {
  it("offers the app for every type of one ending, and takes that back", () => {
    const script = registerScript();
    const endings = fileTypes.flatMap(({ extensions }) => extensions).filter((extension) => !extension.includes("."));
    expect(endings.length).toBeGreaterThan(1);
    for (const ending of endings) expect(script).toContain(`".${ending}"`);
    expect(script).toContain("-Remove");
    // Nothing outside of the user's own part of the registry.
    expect(script).not.toMatch(/HKLM|HKCR/);
    expect(script).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it("hands the file over in quotes, since paths hold blanks", () => {
    expect(registerScript()).toContain('"`"$program`" `"%1`""');
  });

  it("makes a zip with the tar that it brings", () => {
    const what = { folder: "/made/Seekline", file: "/made.zip", withFolder: true };
    expect(zipCommand("win32", what)).toEqual(["tar", "-a", "-c", "-f", "/made.zip", "-C", "/made", "Seekline"]);
  });
});

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { projectRoot } from "../projectRoot.mjs";
import { billOfMaterials } from "./billOfMaterials.mjs";
import { licencesText } from "./licences.mjs";
import { shippedPackages } from "./shippedPackages.mjs";

/** @type {import("./shippedPackages.mjs").ShippedPackage} */
const shipped = {
  name: "@scope/thing",
  version: "1.0.0",
  licence: "(MIT OR Apache-2.0)",
  integrity: `sha512-${Buffer.alloc(64, 1).toString("base64")}`,
  repository: "git+https://example.com/thing.git",
  texts: ["Do as you like."],
};

it("names every package with its version, licence and the hash of its archive", () => {
  const { components } = billOfMaterials({ version: "2.0.0", packages: [shipped] });
  expect(components).toEqual([
    {
      type: "library",
      "bom-ref": "pkg:npm/%40scope/thing@1.0.0",
      name: "@scope/thing",
      version: "1.0.0",
      purl: "pkg:npm/%40scope/thing@1.0.0",
      licenses: [{ expression: "(MIT OR Apache-2.0)" }],
      hashes: [{ alg: "SHA-512", content: "01".repeat(64) }],
      externalReferences: [{ type: "vcs", url: "git+https://example.com/thing.git" }],
    },
  ]);
});

it("names Electron and what is in it as it runs", () => {
  const runtime = { electron: "42.0.0", chrome: "148.0.1", node: "24.1.0" };
  const { components, dependencies } = billOfMaterials({ version: "2.0.0", packages: [], runtime });
  expect(components.map(({ name, version }) => `${name} ${version}`)).toEqual([
    "electron 42.0.0",
    "chromium 148.0.1",
    "node 24.1.0",
  ]);
  expect(dependencies[0]?.dependsOn).toHaveLength(3);
});

it("is the same each time", () => {
  const packages = shippedPackages();
  const once = JSON.stringify(billOfMaterials({ version: "1.0.0", packages }));
  expect(JSON.stringify(billOfMaterials({ version: "1.0.0", packages: shippedPackages() }))).toBe(once);
});

it("says what each package's licence is, with its text", () => {
  const text = licencesText([shipped, { ...shipped, name: "other", texts: [], repository: undefined }]);
  expect(text).toContain(
    "@scope/thing 1.0.0\n(MIT OR Apache-2.0)\ngit+https://example.com/thing.git\n\nDo as you like.",
  );
  expect(text).toContain("other 1.0.0\n(MIT OR Apache-2.0)\n\nThe package holds no file with the text of its licence.");
});

it("knows the licence of every package that is shipped, fonts and ripgrep too", () => {
  const packages = shippedPackages();
  const names = packages.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      "@fontsource-variable/inter",
      "@fontsource-variable/jetbrains-mono",
      "@vscode/ripgrep",
      "react",
    ]),
  );
  expect(packages.filter(({ licence }) => licence === "NOASSERTION")).toEqual([]);
  expect(names).not.toContain("electron");
  // What is listed is installed as the lock file says.
  for (const { name } of packages) expect(existsSync(path.join(projectRoot, "node_modules", name)), name).toBe(true);
  expect(JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8")).license).toBe("MIT");
});

import { expect, it } from "vitest";
import { debianControl } from "./debianPackage.mjs";

const what = { name: "seekline", version: "1.2.3", architecture: "amd64", bytes: 2049, description: "An inspector." };

it("says what dpkg asks for", () => {
  const control = debianControl(what);
  for (const line of ["Package: seekline", "Version: 1.2.3", "Architecture: amd64", "Description: An inspector."])
    expect(control).toContain(`${line}\n`);
  // In KiB, begun ones too.
  expect(control).toContain("Installed-Size: 3\n");
});

it("takes a library under its name of either age", () => {
  expect(debianControl(what)).toMatch(/^Depends: libgtk-3-0 \| libgtk-3-0t64, libnss3 \| libnss3t64, /m);
});

it("lets the official and the unofficial one take each other's place", () => {
  expect(debianControl(what)).toContain("Conflicts: seekline-unofficial\nReplaces: seekline-unofficial\n");
  expect(debianControl({ ...what, name: "seekline-unofficial" })).toContain(
    "Conflicts: seekline\nReplaces: seekline\n",
  );
});

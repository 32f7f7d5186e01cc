/**
 * The licences of all that others wrote and we ship, but for Electron and Chromium, which bring their own files.
 * @param {readonly import("./shippedPackages.mjs").ShippedPackage[]} packages
 * @returns {string}
 */
export function licencesText(packages) {
  const line = "-".repeat(80);
  const parts = packages.map(({ name, version, licence, repository, texts }) => {
    const where = repository === undefined ? [] : [repository];
    const said = texts.length > 0 ? texts : ["The package holds no file with the text of its licence."];
    return [line, `${name} ${version}`, licence, ...where, "", ...said, ""].join("\n");
  });
  return [
    "Seekline is under the MIT licence (LICENSE). It contains what follows, and Electron with Chromium, Node.js and others,",
    "whose licences are in LICENSE.electron.txt and LICENSES.chromium.html where they are shipped along.",
    "",
    ...parts,
  ].join("\n");
}

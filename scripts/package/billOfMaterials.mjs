// The software bill of materials, in the form of CycloneDX 1.6. It has no time and no random number, so the same sources give
// the same bill.

/**
 * @param {object} what
 * @param {string} what.version Of Seekline.
 * @param {readonly import("./shippedPackages.mjs").ShippedPackage[]} what.packages
 * @param {NodeJS.Dict<string>} [what.runtime] The versions of Electron and its parts; undefined where none is shipped.
 */
export function billOfMaterials({ version, packages, runtime }) {
  const root = `pkg:npm/seekline@${version}`;
  const components = [
    ...(runtime === undefined ? [] : runtimeComponents(runtime)),
    ...packages.map((shipped) => packageComponent(shipped)),
  ];
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: { type: "application", "bom-ref": root, name: "seekline", version, purl: root, ...licenceOf("MIT") },
    },
    components,
    dependencies: [{ ref: root, dependsOn: components.map((component) => component["bom-ref"]) }],
  };
}

/** @param {import("./shippedPackages.mjs").ShippedPackage} shipped */
function packageComponent({ name, version, licence, integrity, repository }) {
  // A scope's @ is written as %40 (purl specification).
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    purl,
    ...licenceOf(licence),
    ...(integrity?.startsWith("sha512-") ? { hashes: [{ alg: "SHA-512", content: hexOf(integrity) }] } : {}),
    ...(repository === undefined ? {} : { externalReferences: [{ type: "vcs", url: repository }] }),
  };
}

/** @param {NodeJS.Dict<string>} versions */
function runtimeComponents({ electron, chrome, node }) {
  const parts = /** @type {const} */ ([
    ["electron", electron, `pkg:npm/electron@${electron}`, "MIT"],
    ["chromium", chrome, `pkg:generic/chromium@${chrome}`, "BSD-3-Clause"],
    ["node", node, `pkg:generic/node@${node}`, "MIT"],
  ]);
  return parts.map(([name, version, purl, licence]) => ({
    type: "framework",
    "bom-ref": purl,
    name,
    version,
    purl,
    ...licenceOf(licence),
  }));
}

/** @param {string} licence An expression of SPDX, of which one identifier is the simplest. */
function licenceOf(licence) {
  return licence === "NOASSERTION" ? {} : { licenses: [{ expression: licence }] };
}

/** @param {string} integrity */
function hexOf(integrity) {
  return Buffer.from(integrity.slice("sha512-".length), "base64").toString("hex");
}

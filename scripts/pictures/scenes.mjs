// What is in the pictures, one scene each: the files that are opened and the way from there, by role and name as a user goes.

import path from "node:path";
import { projectRoot } from "../projectRoot.mjs";

/** @typedef {import("playwright").Page} Page */
/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {{ readonly width: number, readonly height: number }} [size] Of the window.
 * @property {readonly string[]} opens
 * @property {(page: Page) => Promise<void>} go
 */

/** @param {string} name */
const sample = (name) => path.join(projectRoot, "samples", `${name}.jsonl`);
const weather = sample("weather-agent");
const session = sample("parser-session");

/** @type {readonly Scene[]} */
export const scenes = [
  {
    name: "list",
    size: { width: 1500, height: 860 },
    opens: [session],
    go: async (page) => {
      await page.getByRole("option").filter({ hasText: "exit 1" }).first().click();
      await recordPane(page).getByRole("tab", { name: "Message" }).click();
      await recordPane(page).getByText("keeps an empty last field").waitFor();
    },
  },
  {
    name: "filter",
    opens: [session],
    go: async (page) => {
      await filter(page, "tool:Bash is:error");
      await page.getByRole("option").last().click();
      await recordPane(page).waitFor();
    },
  },
  {
    name: "find",
    opens: [weather],
    go: async (page) => {
      await filter(page, "kind:TOOL_CALL_RESULT");
      await page.getByRole("option").first().click();
      await recordPane(page).getByRole("tree").click();
      await page.keyboard.press("Control+F");
      await recordPane(page).getByRole("textbox", { name: "Find in this record" }).fill("sun");
      await recordPane(page)
        .getByText(/Hit 1 of /)
        .waitFor();
    },
  },
  {
    name: "conversation",
    opens: [session],
    go: async (page) => {
      await readAsConversation(page);
      await page.getByRole("article").filter({ hasText: "It fails for the right reason" }).first().waitFor();
      await page.keyboard.press("e");
    },
  },
  {
    name: "answer",
    opens: [weather],
    go: readAsConversation,
  },
  {
    name: "summary",
    opens: [session],
    go: async (page) => {
      await readAsConversation(page);
      await page.keyboard.press("i");
      await page.getByRole("dialog").getByText("Prompts").first().waitFor();
    },
  },
  {
    name: "statistics",
    opens: [session],
    go: async (page) => {
      await page.getByRole("option").first().click();
      await page.keyboard.press("s");
      await page.getByRole("radio", { name: "Tools", exact: true }).click();
      await page.getByRole("dialog").getByRole("row").nth(2).waitFor();
    },
  },
  {
    name: "side-by-side",
    opens: [weather],
    go: async (page) => {
      await page.keyboard.press("Control+\\");
      await page.getByRole("listbox", { name: "Records" }).nth(1).waitFor();
      await page.getByRole("listbox", { name: "Records" }).last().focus();
      await page.keyboard.press("2");
      await page.getByRole("article").first().waitFor();
    },
  },
  {
    name: "compare",
    opens: [session],
    go: async (page) => {
      await filter(page, "kind:assistant/tool_use tool:Bash");
      await page.getByRole("option").nth(0).click();
      await page
        .getByRole("option")
        .nth(2)
        .click({ modifiers: ["Control"] });
      await page.getByRole("option").nth(2).click({ button: "right" });
      await page.getByRole("menuitem", { name: "Compare both" }).click();
      await page.getByRole("dialog").getByRole("status").waitFor();
    },
  },
  {
    name: "export",
    opens: [weather],
    go: async (page) => {
      await page.getByRole("button", { name: /^Export/ }).click();
      await page.getByRole("button", { name: /Save as/ }).click();
      await page.getByRole("button", { name: "Done" }).waitFor();
    },
  },
  {
    name: "commands",
    opens: [session],
    go: async (page) => {
      await page.getByRole("option").nth(4).click();
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: /^Find a command/ }).fill("copy");
      await page.getByRole("dialog").getByRole("option").first().waitFor();
    },
  },
  {
    name: "library",
    opens: [],
    go: async (page) => {
      await page.getByRole("region", { name: "On this machine" }).getByRole("listitem").nth(4).waitFor();
    },
  },
];

/** @param {Page} page */
function recordPane(page) {
  return page.getByRole("region", { name: /^Record( \d|$)/ });
}

/**
 * @param {Page} page
 * @param {string} text
 */
async function filter(page, text) {
  await page.keyboard.press("Control+F");
  await page.keyboard.type(text);
  await page.keyboard.press("Escape");
  // The rows of before are there until those that pass are.
  await page.getByRole("search").getByText(/ of /).first().waitFor();
  await page.locator("[aria-busy=true]").waitFor({ state: "detached" });
}

/** @param {Page} page */
async function readAsConversation(page) {
  await page.getByRole("option").first().click();
  await page.keyboard.press("2");
  await page.getByRole("article").first().waitFor();
}

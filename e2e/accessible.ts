import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Those of axe's rules that ask for colours. */
const rulesOfColour = ["color-contrast", "link-in-text-block"];

/**
 * Holds what the page shows against all of axe's rules: names, roles, contrast. What is on its way somewhere else is looked at
 * again: rows step back, and have no contrast, while others are asked for.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(() => expectAccessibleNow(page, undefined)).toPass({ timeout: 60_000 });
}

/** The same in both themes: in the dark one what depends on colours, since all else is the same page. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await useTheme(page, "light");
  await expectAccessible(page);
  await useTheme(page, "dark");
  await expect(() => expectAccessibleNow(page, rulesOfColour)).toPass({ timeout: 60_000 });
}

async function useTheme(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.evaluate((choice) => window.seekline.setTheme(choice), theme);
  await expect
    .poll(() => page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches))
    .toBe(theme === "dark");
}

/** By all of axe's rules, or by these. */
async function expectAccessibleNow(page: Page, rules: readonly string[] | undefined): Promise<void> {
  // What fades in has no contrast yet.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map((animation) => animation.finished));
  });
  const isThere = await page.evaluate(() => "axe" in window);
  const { violations, passes } = await new AxeBuilder({
    page,
    // The page reads it once: it is long.
    ...(isThere ? { axeSource: "undefined" } : {}),
  })
    // This mode runs in the page itself; the other one would open a second page, which the app forbids.
    .setLegacyMode()
    // Of what passes one element for each rule: to describe all of them takes as long as to look at them.
    .options({
      resultTypes: ["violations"],
      ...(rules === undefined ? {} : { runOnly: { type: "rule", values: [...rules] } }),
    })
    .analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
  );
  expect(found).toEqual([]);
  expect(passes.map(({ id }) => id)).toContain("color-contrast");
}

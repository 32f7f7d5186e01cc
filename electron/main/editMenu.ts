import { type BrowserWindow, Menu } from "electron";

/** The usual menu of a text field, and of text that is selected; the page has menus of its own for everything else. */
export function offerEditMenu(window: BrowserWindow): void {
  window.webContents.on("context-menu", (_event, { isEditable, selectionText }) => {
    if (isEditable) {
      Menu.buildFromTemplate([
        { role: "cut" },
        { role: "copy" },
        { role: "paste" },
        { type: "separator" },
        { role: "selectAll" },
      ]).popup({ window });
    } else if (selectionText !== "") {
      Menu.buildFromTemplate([{ role: "copy" }]).popup({ window });
    }
  });
}

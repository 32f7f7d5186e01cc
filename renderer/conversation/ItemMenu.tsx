// The menu of an item in the conversation, or of its line in the outline: the same as by its keys and buttons.

import {
  Bookmark,
  ChevronsUpDown,
  ClipboardCopy,
  CodeXml,
  Copy,
  CornerDownRight,
  FileSearch,
  TextSelect,
} from "lucide-react";
import type { MouseEvent } from "react";
import { useCallback, useState } from "react";
import type { Item } from "../../shared/conversation.ts";
import { MenuItem, MenuSeparator, PointMenu } from "../controls/Menu.tsx";
import { useNewest } from "../controls/useNewest.ts";
import type { MenuPlace } from "../controls/usePointMenu.ts";
import { placeOf } from "../controls/usePointMenu.ts";
import { formatCount } from "../data/format.ts";
import { tellOfCopy } from "../data/tellOfCopy.ts";
import { useWhole, useWorkspace } from "../data/useWorkspace.ts";
import type { ConversationReader } from "./conversationReader.ts";
import { itemLabel } from "./itemLabel.ts";
import type { ItemCommands } from "./useItemCommands.ts";

export interface OpenItemMenu {
  readonly item: Item;
  readonly at: MenuPlace;
  /** Where somebody goes by it: from the outline. */
  readonly goesTo: boolean;
  /** What was selected of the page's text. */
  readonly selected: string;
}

export interface ItemMenuState {
  readonly menu: OpenItemMenu | undefined;
  /** `by`: what it stands at when a key opened it. */
  readonly open: (event: MouseEvent, item: number | Promise<number | undefined>, by?: Element) => void;
  readonly close: () => void;
}

/** `goesTo`: the menu is of what leads to the item. */
export function useItemMenu(reader: ConversationReader, goesTo: boolean): ItemMenuState {
  const [menu, setMenu] = useState<OpenItemMenu>();
  const ask = useNewest();
  const open: ItemMenuState["open"] = useCallback(
    (event, number, by = event.currentTarget) => {
      event.preventDefault();
      const isNewest = ask();
      const at = placeOf(event, by);
      const selected = goesTo ? "" : selectedIn(event.currentTarget);
      const show = async () => {
        const found = typeof number === "number" ? number : await number;
        const item = found === undefined ? undefined : await itemAt(reader, found);
        if (item !== undefined && isNewest()) setMenu({ item, at, goesTo, selected });
      };
      const known = typeof number === "number" ? reader.item(number) : undefined;
      if (known === undefined) void show();
      else setMenu({ item: known, at, goesTo, selected });
    },
    [ask, reader, goesTo],
  );
  return { menu, open, close: useCallback(() => setMenu(undefined), []) };
}

export interface ItemMenuProps extends OpenItemMenu {
  readonly commands: ItemCommands;
  readonly onGo: (item: number) => void;
  readonly onClose: () => void;
}

export function ItemMenu({ item, at, goesTo, selected, commands, onGo, onClose }: ItemMenuProps) {
  const workspace = useWorkspace();
  const { bookmarks } = workspace;
  const { all } = useWhole(bookmarks.store);
  return (
    <PointMenu at={at} label={itemLabel(item)} onClose={onClose}>
      {goesTo ? (
        <>
          <MenuItem icon={CornerDownRight} keys="Enter" onSelect={() => onGo(item.item)}>
            Go to it
          </MenuItem>
          <MenuSeparator />
        </>
      ) : undefined}
      {selected === "" ? undefined : (
        <MenuItem icon={TextSelect} onSelect={() => void tellOfCopy(workspace, workspace.desktop.copyText(selected))}>
          Copy what is selected
        </MenuItem>
      )}
      {item.sort === "hidden" ? undefined : (
        <MenuItem icon={Copy} keys={goesTo ? undefined : "C"} onSelect={() => commands.copy(item)}>
          Copy as Markdown
        </MenuItem>
      )}
      <MenuItem icon={ClipboardCopy} onSelect={() => commands.copyPrompt(item.item)}>
        Copy the conversation up to here
      </MenuItem>
      {item.sort === "hidden" ? undefined : (
        <>
          <MenuSeparator />
          <MenuItem icon={FileSearch} keys={goesTo ? undefined : "Enter"} onSelect={() => commands.showRecord(item)}>
            Show record {formatCount(item.record)}
          </MenuItem>
          <MenuItem icon={Bookmark} keys={goesTo ? undefined : "B"} onSelect={() => commands.bookmark(item)}>
            {all.has(item.record) ? "Take the bookmark away" : "Bookmark"}
          </MenuItem>
        </>
      )}
      {goesTo || (item.sort !== "message" && item.sort !== "call") ? undefined : (
        <>
          <MenuSeparator />
          {canFold(item) ? (
            <MenuItem icon={ChevronsUpDown} keys="O" onSelect={() => commands.fold(item)}>
              Fold or unfold
            </MenuItem>
          ) : undefined}
          <MenuItem icon={CodeXml} keys="R" onSelect={() => commands.raw(item)}>
            Text as it is written, or as it reads
          </MenuItem>
        </>
      )}
    </PointMenu>
  );
}

async function itemAt(reader: ConversationReader, number: number): Promise<Item | undefined> {
  const answer = await reader.fetch(number, 1);
  return answer.ok ? answer.value[0] : undefined;
}

function canFold(item: Item): boolean {
  return item.sort === "call" || (item.sort === "message" && item.texts.some(({ sort }) => sort === "reasoning"));
}

function selectedIn(element: Element): string {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed || !selection.containsNode(element, true)) return "";
  return selection.toString();
}

// A drop-down menu. Not modal in Radix's sense: that would lock scrolling by a <style> element, which the page's content
// security policy forbids.

import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { useRef, useState } from "react";
import { Keys } from "./Keys.tsx";
import styles from "./Menu.module.css";
import { useFocusBack } from "./useFocusBack.ts";

export interface MenuProps {
  /** One element that takes a ref and events: the button that opens it. */
  readonly trigger: ReactElement;
  readonly align?: "start" | "end";
  readonly children: ReactNode;
}

/**
 * A menu that its trigger opens, after the WAI-ARIA menu button: arrows, Home, End and first letters go along it, Esc
 * closes it and gives the focus back to the trigger. Its children are the items below.
 */
export function Menu({ trigger, align = "start", children }: MenuProps) {
  // Drawn beside its button, so that it belongs to the same landmark.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger ref={button} asChild>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content
          ref={useFocusBack(() => button.current?.focus())}
          className={styles.menu}
          align={align}
          sideOffset={5}
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
      {/* Behind what is drawn in it: where both go at once, what gives the focus back has to go first. */}
      <div ref={setPlace} className={styles.place} />
    </Radix.Root>
  );
}

export interface PointMenuProps {
  /** Where in the window it opens, in pixels; undefined while it is closed. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A menu at a point: what a right click opens, or the key for it. */
export function PointMenu({ at, label, onClose, children }: PointMenuProps) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Radix.Root open={at !== undefined} onOpenChange={(open) => open || onClose()} modal={false}>
      <Radix.Trigger asChild>
        <span aria-hidden="true" className={styles.point} style={at === undefined ? {} : { left: at.x, top: at.y }} />
      </Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content
          ref={useFocusBack()}
          className={styles.menu}
          aria-label={label}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
      <div ref={setPlace} className={styles.place} />
    </Radix.Root>
  );
}

export interface MenuItemProps {
  readonly icon?: LucideIcon | undefined;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

/**
 * Something to do: `onSelect` is called and the menu closes. One that is `disabled` stays to be read, and keys pass it
 * by.
 */
export function MenuItem({ icon: Icon, keys, disabled = false, onSelect, children }: MenuItemProps) {
  return (
    <Radix.Item className={styles.item} disabled={disabled} onSelect={onSelect}>
      <span className={styles.icon}>{Icon === undefined ? undefined : <Icon aria-hidden="true" />}</span>
      <span className={styles.label}>{children}</span>
      {keys === undefined ? undefined : <Keys keys={keys} />}
    </Radix.Item>
  );
}

export interface MenuChoiceProps {
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly options: readonly {
    readonly value: string;
    readonly title: string;
    readonly detail?: string | undefined;
  }[];
}

/** One of several, with a mark at the one that holds. */
export function MenuChoice({ value, onChoose, options }: MenuChoiceProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChoose}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={styles.item}>
          <span className={styles.icon}>
            <Radix.ItemIndicator>
              <Check aria-hidden="true" />
            </Radix.ItemIndicator>
          </span>
          <span className={styles.label}>
            {option.title}
            {option.detail === undefined ? undefined : <span className={styles.detail}>{option.detail}</span>}
          </span>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export interface MenuCheckProps {
  readonly checked: boolean;
  readonly onChange: () => void;
  readonly children: ReactNode;
}

/** Something that is on or off; the menu stays open, since others may follow. */
export function MenuCheck({ checked, onChange, children }: MenuCheckProps) {
  return (
    <Radix.CheckboxItem
      className={styles.item}
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <span className={styles.icon}>
        <Radix.ItemIndicator>
          <Check aria-hidden="true" />
        </Radix.ItemIndicator>
      </span>
      <span className={styles.label}>{children}</span>
    </Radix.CheckboxItem>
  );
}

/** A line between two groups of items, which no key stops at. */
export function MenuSeparator() {
  return <Radix.Separator className={styles.separator} />;
}

/** Words inside a menu that are nothing to choose. */
export function MenuNote({ children }: { readonly children: ReactNode }) {
  return <Radix.Label className={styles.note}>{children}</Radix.Label>;
}

// Where a scroll bar that is dragged leads, while the items there are on their way. One place is asked for until it is there, and
// drawn then; only then the newest one is asked for. So something is seen however fast the hand and however slow the answers
// are, as pictures are while a film is wound.

/** One aim at a time is asked for; those between are skipped. */
export interface Sought {
  /** The item that is being asked for; undefined: what is drawn is where the scroll bar is. */
  readonly asked: number | undefined;
  /** The item to which the scroll bar was dragged last, while something is asked for. */
  readonly newest: number | undefined;
  /** The scroll bar was dragged to an item. */
  aim(item: number): void;
  /** The item that is to be drawn now, if any: the newest one if it is there, or else the one that was asked for. */
  take(isThere: (item: number) => boolean): number | undefined;
  /** Somebody went elsewhere. */
  drop(): void;
}

export function createSought(): Sought {
  let asked: number | undefined;
  let newest: number | undefined;

  function drop(): void {
    asked = undefined;
    newest = undefined;
  }

  return {
    get asked() {
      return asked;
    },
    get newest() {
      return newest;
    },
    aim(item) {
      asked ??= item;
      newest = item;
    },
    take(isThere) {
      const [first, last] = [asked, newest];
      if (first === undefined || last === undefined) return undefined;
      if (isThere(last)) {
        drop();
        return last;
      }
      if (!isThere(first)) return undefined;
      asked = last;
      return first;
    },
    drop,
  };
}

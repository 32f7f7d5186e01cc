// Chunk events open and close messages by themselves and may leave out the id of what they continue. What "the same as
// before" means is kept per lane: one for each subagent, and one for the agent itself. This is `transformChunks` of the
// official client, without its errors: where it would end the stream, a chunk counts for nothing.

/** What a chunk stream assembles. */
export type ChunkSort = "text" | "call" | "reasoning";

/** A subagent's id, 0 for the agent itself. */
export type Lane = number;

interface Open {
  readonly sort: ChunkSort;
  readonly id: number;
}

export class AguiLanes {
  readonly #open = new Map<Lane, Open>();

  /** Whether any lane has something open. */
  get busy(): boolean {
    return this.#open.size > 0;
  }

  /** An event that is no chunk ends what its lane has open. */
  close(lane: Lane): void {
    this.#open.delete(lane);
  }

  closeAll(): void {
    this.#open.clear();
  }

  /**
   * What a chunk is about: the id, and whether it begins a stream (`isNew`). Undefined when it continues nothing, or when
   * nobody can say what.
   */
  take(sort: ChunkSort, id: number, lane: Lane): { readonly id: number; readonly isNew: boolean } | undefined {
    const holder = this.#laneFor(sort, id, lane);
    if (holder === undefined) return undefined;
    const open = this.#open.get(holder);
    if (open?.sort === sort && (id === 0 || id === open.id)) return { id: open.id, isNew: false };
    // Whatever the lane had open ends here, even if this chunk begins nothing.
    this.#open.delete(holder);
    if (id === 0) return undefined;
    this.#open.set(holder, { sort, id });
    return { id, isNew: true };
  }

  /** For the many chunks that just go on: the id they continue, 0 when it takes a closer look. */
  continued(sort: ChunkSort, id: number, lane: Lane): number {
    const open = this.#open.get(lane);
    return open?.sort === sort && (id === 0 || id === open.id) ? open.id : 0;
  }

  #laneFor(sort: ChunkSort, id: number, lane: Lane): Lane | undefined {
    // A named stream goes on where it is open, whoever sends the chunk.
    if (id !== 0) {
      for (const [holder, open] of this.#open) if (open.sort === sort && open.id === id) return holder;
      return lane;
    }
    if (lane !== 0 || this.#open.get(0)?.sort === sort) return lane;
    const candidates = [...this.#open].filter(([, open]) => open.sort === sort);
    return candidates.length > 1 ? undefined : (candidates[0]?.[0] ?? 0);
  }
}

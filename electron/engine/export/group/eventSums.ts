import xxhash from "xxhash-wasm";

/** Sums by which an event is known again; XXH32. */
export interface EventSums {
  ofShort(bytes: Uint8Array): number;
  /** The same in parts, one event at a time. */
  begin(bytes: Uint8Array): void;
  add(bytes: Uint8Array): void;
  end(): number;
}

export async function createEventSums(): Promise<EventSums> {
  const { h32Raw, create32 } = await xxhash();
  let long = create32();
  return {
    ofShort: (bytes) => h32Raw(bytes),
    begin: (bytes) => {
      long = create32().update(bytes);
    },
    add: (bytes) => {
      long.update(bytes);
    },
    end: () => long.digest(),
  };
}

/** An encrypted text in a table. */
export interface StoredText {
  /** Names the row in a report: `user_id 12`. */
  row: string
  text: string
  purpose?: string
  /** Another system has a copy, which only a previous key can read: the text stays as it is for now. */
  isHeld?: boolean
  /**
   * Stores the text of the current key.
   * @returns false if the row has changed meanwhile
   */
  replace(text: string): Promise<boolean>
}

/** Where encrypted texts are stored. */
export interface EncryptedPlace {
  /** `authenticators.key` */
  name: string
  /** All texts, in batches of at most so many rows. */
  batches(size: number): AsyncIterable<StoredText[]>
}

/** Values that were computed with a key and cannot be computed again, because nobody knows from what. */
export interface KeyedHashes {
  name: string
  count(): Promise<number>
}

type Load = () => Promise<EncryptedPlace[]>

const loads: Load[] = []

/**
 * Tells `node ace key:rotate` of encrypted texts that are not in columns of models. Call it in a provider.
 */
export function addEncryptedPlaces(load: Load) {
  loads.push(load)
}

export async function addedPlaces() {
  const places = await Promise.all(loads.map((load) => load()))
  return places.flat()
}

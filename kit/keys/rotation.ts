import { ageOf, withCurrentKey } from '#keys/key_ring'
import type { EncryptedPlace, StoredText } from '#keys/places'

/** Processes of an older release may store texts of a previous key meanwhile. */
const MOST_ROUNDS = 3

/** The texts of one place, by the key that has made them. */
export interface Findings {
  place: string
  read: number
  /** They had a previous key and have the current one now. */
  rotated: number
  /** They still have a previous key. */
  previous: number
  /** The part of `previous` of which another system has a copy. */
  held: number
  /** The rows that no key can read. */
  unreadable: string[]
}

interface Options {
  /** Rows that are read at once. */
  batch: number
  onBatch?(findings: Findings): void
}

/** Counts the texts of a place and changes nothing. */
export function inspect(place: EncryptedPlace, options: Options) {
  return walk(place, options, async () => false)
}

/**
 * Encrypts the texts of previous keys again. Each text is replaced on its own, and only if it is still the one that was
 * read, so it may run beside the app, twice at once, and again after it was stopped.
 * @returns how the place is afterwards
 */
export async function rotate(place: EncryptedPlace, options: Options): Promise<Findings> {
  let rotated = 0
  for (let round = 1; ; round++) {
    const changes = await walk(place, options, replace)
    rotated += changes.rotated
    const state = await inspect(place, { batch: options.batch })
    if (state.previous === state.held || round === MOST_ROUNDS) return { ...state, rotated }
  }
}

function replace({ text, purpose, isHeld, ...stored }: StoredText) {
  return isHeld ? false : stored.replace(withCurrentKey(text, purpose))
}

async function walk(
  place: EncryptedPlace,
  { batch, onBatch }: Options,
  change: (stored: StoredText) => Promise<boolean> | boolean
) {
  const findings = { place: place.name, read: 0, rotated: 0, previous: 0, held: 0, unreadable: [] }
  for await (const texts of place.batches(batch)) {
    for (const stored of texts) await add(findings, stored, change)
    onBatch?.(findings)
  }
  return findings as Findings
}

async function add(
  findings: Findings,
  stored: StoredText,
  change: (stored: StoredText) => Promise<boolean> | boolean
) {
  findings.read++
  const age = ageOf(stored.text, stored.purpose)
  if (age === 'unreadable') findings.unreadable.push(stored.row)
  if (age !== 'previous') return

  if (await change(stored)) {
    findings.rotated++
  } else {
    findings.previous++
    if (stored.isHeld) findings.held++
  }
}

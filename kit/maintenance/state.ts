import vine from '@vinejs/vine'
import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import { pauseEveryQueue, resumeEveryQueue } from '#queue/control/pauses'
import { setting } from '#settings/define'
import { Settings } from '#settings/settings'

/** In characters. */
export const LONGEST_MESSAGE = 500

const rule = vine
  .object({
    /** The words of the operator, for visitors. */
    message: vine.string().maxLength(LONGEST_MESSAGE).nullable(),
    /** The expected end as an ISO date-time. The app stays down until `up` all the same. */
    until: vine.string().nullable(),
    /** Addresses and networks that still see the app. */
    allow: vine.array(vine.string()),
    pausesWorkers: vine.boolean(),
    since: vine.string(),
  })
  .nullable()

export type Maintenance = NonNullable<Infer<typeof rule>>

/** No setting of app/settings.ts can have this name. */
const KEY = 'kit.maintenance'

/** A row of the table `settings`, so every process knows of a change as it knows of a setting. */
const state = new Settings({ [KEY]: setting(rule, { default: null }) })

/** Each web process calls it once, before it takes requests. */
export function followMaintenance() {
  return state.keepFresh()
}

/** The state as this process knows it, without a query. Null while the app is up. */
export function knownMaintenance(): Maintenance | null {
  return state.get(KEY)
}

/** @throws if the database cannot be reached */
export function readMaintenance(): Promise<Maintenance | null> {
  return state.read(KEY)
}

/** Takes the app down, or changes how it is down. */
export async function beginMaintenance(order: Omit<Maintenance, 'since'>): Promise<Maintenance> {
  const before = await readMaintenance()
  const maintenance = { ...order, since: before?.since ?? new Date().toISOString() }
  await db.transaction(async (trx) => {
    await state.set(KEY, maintenance, { client: trx })
    await (order.pausesWorkers ? pauseEveryQueue(trx) : resumeEveryQueue(trx))
  })
  return maintenance
}

/** @returns the maintenance that has ended, if there was one */
export async function endMaintenance() {
  const before = await readMaintenance()
  await db.transaction(async (trx) => {
    await state.reset(KEY, { client: trx })
    await resumeEveryQueue(trx)
  })
  return before
}

/** For tests: the app is down in this way, without the database, until `restoreMaintenance`. */
export function fakeMaintenance(order: Partial<Maintenance> = {}) {
  const usual = { message: null, until: null, allow: [], pausesWorkers: false }
  state.fake({ [KEY]: { ...usual, since: new Date().toISOString(), ...order } })
}

/** Call it after each test that changes the state. */
export function restoreMaintenance() {
  state.restore()
}

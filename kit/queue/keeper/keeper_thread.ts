/**
 * The thread of a worker that keeps its leases while its event loop is blocked. It imports nothing that needs the app.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type pg from 'pg'
import { createKeeping, type KeepingSettings } from '#queue/drivers/keeping'
import { Blockage, type BlockageOptions, type Blocker } from '#queue/keeper/blockage'
import { HeldJobs, monotonicNow } from '#queue/keeper/held_jobs'
import { Heartbeat } from '#queue/keeper/heartbeat'
import { LoopObserver } from '#queue/keeper/loop_observer'
import { logOnThread, type LogSettings } from '#queue/keeper/thread_log'

export interface ThreadSettings extends BlockageOptions {
  worker: string
  memory: SharedArrayBuffer
  /** How often the main thread ticks, in milliseconds. */
  tickEvery: number
  connection: pg.ClientConfig
  keeping: KeepingSettings
  log: LogSettings
}

export type FromThread =
  | { is: 'ready' }
  | { is: 'trouble'; message: string }
  /** The event loop was blocked, for so many milliseconds. */
  | { is: 'blocked'; ms: number; blocker?: Blocker }

const settings = workerData as ThreadSettings
const tell = (message: FromThread) => parentPort!.postMessage(message)

const held = new HeldJobs(settings.memory)
const keeping = await createKeeping(settings.keeping, (message) => tell({ is: 'trouble', message }))
const heartbeat = new Heartbeat(settings.worker, settings.connection)
const observer = new LoopObserver(() => held.ticks, settings.tickEvery)
const log = logOnThread(settings.log)
let blockage: Blockage | undefined

function look() {
  const since = observer.look()
  if (since !== undefined) {
    blockage ??= new Blockage(since, settings, { held, keeping, heartbeat, log })
    blockage.look()
  } else if (blockage) {
    void finish(blockage)
    blockage = undefined
  }
}

async function finish(ended: Blockage) {
  const ms = monotonicNow() - ended.started
  await ended.settled()
  if (ended.isReported) tell({ is: 'blocked', ms, blocker: ended.blocker })
  if (!blockage) await Promise.all([keeping.rest(), heartbeat.rest()])
}

setInterval(look, settings.tickEvery)
tell({ is: 'ready' })

import { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Schedule from '#queue/models/schedule'
import { E_UNKNOWN_JOB } from '#queue/errors'
import { dispatchingFrom } from '#queue/origin'
import { cadenceOf } from '#queue/schedules/cadence'
import { hasRunningJob } from '#queue/schedules/job_overlap'
import { planTicks, type PlannedTick } from '#queue/schedules/planned_ticks'
import type { MissedTicks, TickStatus } from '#queue/schedules/types'
import type { QueueManager } from '#queue/queue_manager'

const OVERLAP = 'the job of an earlier tick was still open'

export interface FiredTick extends PlannedTick {
  jobId?: string
}

/** The job that a tick dispatches. */
export type TickJob = Pick<Schedule, 'job' | 'payload' | 'queue'>

/**
 * Fires the due ticks of a schedule and sets its next tick, in the transaction that holds the row lock.
 * @returns the ticks that were missed, if there are any
 */
export async function fireDueTicks(
  schedule: Schedule,
  queue: QueueManager
): Promise<MissedTicks | undefined> {
  const from = schedule.nextRunAt?.toMillis() ?? Infinity
  if (from > schedule.lockedAt) return

  const cadence = cadenceOf(schedule.timing)
  const planned = planTicks(cadence, schedule.missedPolicy, from, schedule.lockedAt)
  await fireTicks(schedule, planned, queue)
  schedule.nextRunAt = DateTime.fromMillis(cadence.next(schedule.lockedAt))
  await schedule.save()

  const missed = planned.filter(({ status }) => status !== 'ran')
  if (missed.length === 0) return
  return {
    schedule: schedule.name,
    dueAt: missed.map(({ dueAt }) => new Date(dueAt)),
    policy: schedule.missedPolicy,
  }
}

/**
 * Writes ticks to the ledger, and dispatches the jobs of the ticks that have to run.
 * @returns the new rows of the ledger; ticks that it already had are left out
 */
export async function fireTicks(
  schedule: Schedule,
  planned: PlannedTick[],
  queue: QueueManager,
  job: TickJob = schedule
): Promise<FiredTick[]> {
  const guarded = schedule.withoutOverlapping
  let blocked = guarded && (await hasRunningJob(schedule, queue))

  const fired: FiredTick[] = []
  for (const tick of await recordTicks(schedule, planned)) {
    if (!isToRun(tick.status)) {
      fired.push(tick)
    } else if (blocked) {
      fired.push(await skipTick(schedule, tick, OVERLAP))
    } else {
      fired.push(await fireTick(schedule, tick, queue, job))
      blocked = guarded
    }
  }
  schedule.count(fired.map(({ status }) => status))
  return fired
}

/**
 * The due time is part of the ledger's key, so a recorded tick is never fired again.
 */
async function recordTicks({ name, $trx }: Schedule, planned: PlannedTick[]) {
  const ticks = planned.map(({ dueAt, status, reason }) => {
    return { due_at: new Date(dueAt), status, reason }
  })
  const { rows } = await $trx!.rawQuery(
    `INSERT INTO schedule_ticks (schedule, due_at, status, reason)
     SELECT ?, due_at, status, reason
     FROM jsonb_to_recordset(?::jsonb) AS planned (due_at timestamptz, status text, reason text)
     ON CONFLICT DO NOTHING RETURNING due_at`,
    [name, JSON.stringify(ticks)]
  )
  const recorded = new Set(rows.map((row: { due_at: Date }) => row.due_at.getTime()))
  return planned.filter(({ dueAt }) => recorded.has(dueAt))
}

async function fireTick(
  schedule: Schedule,
  tick: PlannedTick,
  queue: QueueManager,
  { job: name, payload, queue: queueName }: TickJob
) {
  const trx = schedule.$trx!
  const job = await queue.registry.find(name)
  if (!job) throw new E_UNKNOWN_JOB([name])

  const jobId = await dispatchingFrom({ schedule: schedule.name }, () =>
    queue.dispatch(job, payload as never, {
      trx,
      ...(queueName && { queue: queueName }),
    })
  )
  await tickQuery(trx, schedule, tick).update({
    job_id: jobId,
    fired_at: trx.raw('clock_timestamp()'),
  })
  return { ...tick, jobId }
}

async function skipTick(schedule: Schedule, tick: PlannedTick, reason: string) {
  const skipped = { status: 'skipped' as const, reason }
  await tickQuery(schedule.$trx!, schedule, tick).update(skipped)
  return { ...tick, ...skipped }
}

function tickQuery(trx: TransactionClientContract, { name }: Schedule, { dueAt }: PlannedTick) {
  return trx.from('schedule_ticks').where({ schedule: name, due_at: new Date(dueAt) })
}

function isToRun(status: TickStatus) {
  return status === 'ran' || status === 'late'
}

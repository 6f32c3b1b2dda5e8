import type { QueueFigures } from '#queue/figures'
import { good, problem, warning, type Finding } from '#doctor/finding'

/** A scheduler fires a tick within seconds. */
const LATE_SECONDS = 60

export async function checkWorkers(figures: () => Promise<QueueFigures>): Promise<Finding[]> {
  const { connection, queues, workers } = await figures()
  if (connection === 'sync')
    return [good('Workers', 'Jobs run in the process that dispatches them')]
  const alive = workers.filter(({ isGone }) => !isGone)
  if (alive.length === 0) {
    return [
      problem('Workers', 'No worker is alive, so no job runs', 'Start one: node ace queue:listen'),
    ]
  }
  const forgotten = queues
    .filter(({ name }) => !alive.some((worker) => worker.queues.includes(name)))
    .map(({ name }) => name)
  if (forgotten.length > 0) {
    const message = `No living worker takes jobs from ${forgotten.join(', ')}`
    return [
      problem(
        'Workers',
        message,
        `Start one: node ace queue:listen --queue=${forgotten.join(',')}`
      ),
    ]
  }
  const others = alive.filter((worker) => worker.connection !== connection)
  if (others.length > 0) {
    const message = `${others.length} workers listen on ${others[0].connection}, and this process dispatches to ${connection}`
    return [problem('Workers', message, 'Give all processes the same QUEUE_CONNECTION')]
  }
  return [good('Workers', `${alive.length} alive`)]
}

export async function checkQueues(figures: () => Promise<QueueFigures>): Promise<Finding[]> {
  const { alerts, queues } = await figures()
  const paused = queues.filter(({ isPaused }) => isPaused)
  const findings = [
    ...alerts.map(({ message }) =>
      warning('Queues', message, 'See node ace queue:status and node ace queue:failed')
    ),
    ...paused.map(({ name }) =>
      warning('Queues', `The queue ${name} is paused`, `Resume it: node ace queue:resume ${name}`)
    ),
  ]
  return findings.length > 0 ? findings : [good('Queues', 'None exceeds a threshold')]
}

export async function checkSchedules(figures: () => Promise<QueueFigures>): Promise<Finding[]> {
  const { schedules } = await figures()
  const late = schedules.filter(({ overdue }) => overdue > LATE_SECONDS)
  if (late.length === 0) return [good('Schedules', `${schedules.length} schedules, none is late`)]
  const names = late.map(({ name, overdue }) => `${name} by ${Math.round(overdue)} s`)
  const remedy = 'Start a worker with schedules: node ace queue:listen, or node ace schedule:work'
  return [problem('Schedules', `Late: ${names.join(', ')}`, remedy)]
}

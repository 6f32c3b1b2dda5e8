import { errors } from '@adonisjs/core/ace'
import type { BaseCommand } from '@adonisjs/core/ace'
import type { Emitter } from '@adonisjs/core/events'
import type { ApplicationService, EventsList } from '@adonisjs/core/types'
import { reportError } from '#telemetry/main'
import '#queue/events'
import '#queue/schedules/events'

const WORKER = 'queue:listen'
const LAST_REPORTS_MS = 2000

/** Jobs whose last attempt failed, and, as warnings, the attempts before. */
export function reportJobs(emitter: Emitter<EventsList>) {
  emitter.on('queue:failed', (job) => reportJob('error', job))
  emitter.on('queue:retrying', (job) => reportJob('warning', job))
}

function reportJob(level: 'error' | 'warning', job: EventsList['queue:failed']) {
  const { error, id, name, queue, attempt, attempts, origin } = job
  const circumstances = {
    'job.name': name,
    'job.id': id,
    'job.queue': queue,
    'job.attempt': attempt,
    'job.attempts': attempts,
    'job.parent': origin?.parent,
    'request.id': origin?.request,
    'schedule.name': origin?.schedule,
  }
  reportError(error, circumstances, { level, userId: origin?.user })
}

export function reportSchedules(emitter: Emitter<EventsList>) {
  emitter.on('schedule:failed', ({ error, schedule }) => {
    reportError(error, { 'schedule.name': schedule })
  })
}

/**
 * Errors that end a command, unless the person who typed it made a mistake. A worker logs a rejected promise that nobody
 * handles, and goes on; every other process ends.
 */
export async function reportCommands({ container }: ApplicationService) {
  const ace = await container.make('ace')
  const { errorHandler } = ace
  const render = errorHandler.render.bind(errorHandler)
  let name: string | undefined
  ace.executing((command: BaseCommand) => {
    name = command.commandName
    if (name === WORKER) process.on('unhandledRejection', (error) => reportCommand(error, name))
  })
  errorHandler.render = async (error, kernel) => {
    if (!isMistake(error)) reportCommand(error, name)
    await render(error, kernel)
  }
}

function reportCommand(error: unknown, name: string | undefined) {
  reportError(error, { 'command.name': name })
}

/** An unknown command, a missing flag, and errors that explain themselves. */
function isMistake(error: unknown) {
  const { code, render } = (error ?? {}) as { code?: string; render?: unknown }
  return typeof render === 'function' || (code !== undefined && code in errors)
}

/**
 * An error that nothing caught ends a web server, as it does without a report: only a moment later.
 */
export function reportCrashes(flush: (milliseconds: number) => Promise<void>) {
  process.once('uncaughtException', (error) => {
    reportError(error, { 'process.exit': 'uncaught error' })
    console.error(error)
    void flush(LAST_REPORTS_MS).finally(() => process.exit(1))
  })
}

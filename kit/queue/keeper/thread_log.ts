import type { Logger } from '@adonisjs/core/logger'
import type { Blocker } from '#queue/keeper/blockage'

export interface LogSettings {
  name?: string
  level: string
  isInProduction: boolean
}

const READABLE = { ignore: 'pid,hostname,name', translateTime: 'HH:MM:ss' }

/** Loads the logger while the thread has nothing else to do. */
export async function logOnThread({ name, level, isInProduction }: LogSettings) {
  const { destination, Logger: Class, syncDestination } = await import('@adonisjs/core/logger')
  const out = isInProduction
    ? destination({ dest: 1, sync: true })
    : await syncDestination(READABLE)
  const logger = new Class({ enabled: true, name, level, destination: out as never })
  return new ThreadLog(logger, isInProduction)
}

/**
 * Writes lines like the app's log, directly to the output: the app's own logger writes on the main thread.
 */
export class ThreadLog {
  constructor(
    private logger: Logger,
    private isStructured: boolean
  ) {}

  warn(sentence: string, blocker?: Blocker) {
    const about = blocker && { job: blocker.name, job_id: blocker.id, queue: blocker.queue }
    this.logger.warn((this.isStructured && about) || {}, sentence)
  }
}

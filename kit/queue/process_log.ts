import type { BaseCommand } from '@adonisjs/core/ace'
import logger from '@adonisjs/core/services/logger'

interface ProcessLog {
  info(text: string): void
  error(text: string): void
}

/**
 * The log of a long-running command. In production it is the JSON log that also has the lines of the jobs.
 */
export function logOf(command: BaseCommand): ProcessLog {
  return command.app.inProduction ? logger : command.logger
}

import type { BaseCommand } from '@adonisjs/core/ace'
import logger from '@adonisjs/core/services/logger'

interface ProcessLog {
  info(text: string): void
  error(text: string): void
}

/**
 * Where a command that stays alive tells about itself: in production as JSON, among the lines of its jobs.
 */
export function logOf(command: BaseCommand): ProcessLog {
  return command.app.inProduction ? logger : command.logger
}

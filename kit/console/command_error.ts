import type { BaseCommand } from '@adonisjs/core/ace'

/**
 * Prints the error of a command: one line of the log for each of its lines, or, with --json, `{ "error": "…" }` on the
 * standard error. The standard output has results only.
 */
export function tellError(command: BaseCommand, message: string) {
  if (wantsJson(command)) command.logger.logError(JSON.stringify({ error: message }, null, 2))
  else for (const line of message.split('\n')) command.logger.error(line)
}

/** For programs, an unexpected error is JSON too, with its stack. */
export function tellUnexpected(command: BaseCommand) {
  if (!wantsJson(command)) return false
  const { message, stack } = command.error as Error
  command.logger.logError(JSON.stringify({ error: message, stack }, null, 2))
  return true
}

function wantsJson(command: BaseCommand & { json?: boolean }) {
  return command.json === true
}

import './node_version.js'
import '../otel.js'
import './plain_output.js'
import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import type { BaseCommand } from '@adonisjs/core/ace'
import type { ApplicationService } from '@adonisjs/core/types'
import { explainMistakeTo } from './mistakes.js'

/** Errors of an output that is no longer read: `head` closes its pipe, or the terminal is closed. */
const NOBODY_READS = ['EPIPE', 'EIO']

const APP_ROOT = new URL('../', import.meta.url)

const IMPORTER = (filePath: string) => {
  if (filePath.startsWith('./') || filePath.startsWith('../')) {
    return import(new URL(filePath, APP_ROOT).href)
  }
  return import(filePath)
}

/**
 * terminate() does not stop an app that is still starting, or a command that has not begun.
 */
async function end(app: ApplicationService, exitCode: number) {
  if (app.isReady) await app.terminate()
  process.exit(exitCode)
}

/**
 * The command still runs to its end and exits with its normal code.
 */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!NOBODY_READS.includes(error.code ?? '')) throw error
  })
}

/** Without the class of its table a model cannot be loaded, so that no command would start, not even `migration:run`. */
const ROLLBACKS = ['migration:rollback', 'migration:reset']

const args = process.argv.splice(2)

new Ignitor(APP_ROOT, { importer: IMPORTER })
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    app.listen('SIGTERM', () => end(app, 143))
    app.listenIf(app.managedByPm2, 'SIGINT', () => end(app, 130))
  })
  .ace()
  .configure(async (app) => {
    const ace = await app.container.make('ace')
    // Like the framework's `repl`, which it names itself: the environment decides which providers are loaded.
    ace.finding((name) => void (name === 'console' && app.setEnvironment('repl')))
    ace.executing((command: BaseCommand & { schemaGenerate?: boolean }) => {
      if (ROLLBACKS.includes(command.commandName)) command.schemaGenerate = false
    })
    const { errorHandler } = ace
    const render = errorHandler.render.bind(errorHandler)
    errorHandler.render = async (error, kernel) => {
      if (!(await explainMistakeTo(args, error))) await render(error, kernel)
    }
  })
  .handle(args)
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { args, flags } from '@adonisjs/core/ace'
import { AskingCommand, CommandRefused } from '#console/asking_command'
import type { ChangeSet } from '#generators/changes'

/** A command about a whole resource. */
export abstract class ResourceCommand extends AskingCommand {
  @args.string({ description: 'Singular of the record: Project, or Project/Task', required: false })
  declare name?: string

  @flags.boolean({ description: 'Show the changes, and write nothing' })
  declare dryRun?: boolean

  @flags.boolean({ description: 'Print errors as JSON' })
  declare json?: boolean

  /** @throws ChangeRefused with what to do instead */
  protected abstract change(name: string): Promise<void>

  async run() {
    if (this.app.inProduction) {
      throw new CommandRefused('Generators write source files, so they do not run in production')
    }
    const { ChangeRefused } = await import('#generators/changes')
    try {
      await this.change(await this.ask('<name>', this.name, 'What is one record called?'))
    } catch (error) {
      if (!(error instanceof ChangeRefused)) throw error
      throw new CommandRefused(error.message, { cause: error })
    }
  }

  protected show(changes: ChangeSet) {
    this.logger.log(changes.tree())
    if (this.dryRun) this.logger.log(changes.diff())
  }

  /** Runs the commands one after another. If one fails, `undo` has to restore everything. */
  protected async runAll(commands: string[][], undo: () => Promise<void>) {
    try {
      for (const command of commands) await this.ace(...command)
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
      this.logger.log(`${stdout}${stderr}`.trim() || String(error))
      await undo()
      throw new CommandRefused('A step failed, so everything is as before. Its error is above')
    }
  }

  /** Other processes, because one process boots the app once. */
  protected ace(...command: string[]) {
    const options = { cwd: this.app.makePath() }
    return promisify(execFile)(process.execPath, ['ace.js', ...command], options)
  }

  protected get isAsking() {
    return Boolean(process.stdin.isTTY && process.stdout.isTTY)
  }
}

import { readFile } from 'node:fs/promises'
import { AskingCommand, CommandRefused } from '#console/asking_command'
import { tellError } from '#console/command_error'
import { BackupFailed } from '#backups/errors'
import { bytesOf, type Manifest } from '#backups/manifest'

/** Base class of the commands for backups: an expected failure is one line, and the exit code is 1. */
export abstract class BackupCommand extends AskingCommand {
  async completed() {
    if (!(this.error instanceof BackupFailed)) return super.completed()
    this.exitCode = 1
    tellError(this, this.error.message)
    return true
  }

  protected async backups() {
    const { appBackups } = await import('#backups/app_backups')
    return appBackups(this.app)
  }

  protected async restores() {
    const { appRestores } = await import('#backups/app_backups')
    return appRestores(this.app)
  }

  protected async store() {
    const { backupStore } = await import('#backups/app_backups')
    return backupStore(this.app)
  }

  /** @throws CommandRefused */
  protected async readIdentity(file?: string): Promise<string | undefined> {
    if (!file) return undefined
    try {
      const text = await readFile(file, 'utf8')
      return /^AGE-SECRET-KEY-1\w+$/m.exec(text)?.[0] ?? text
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      throw new CommandRefused(`--identity: ${file} cannot be read (${code})`)
    }
  }

  protected describe(name: string, manifest: Manifest) {
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
    const tables = Object.keys(manifest.tables).length
    return `${name}: ${rows} rows in ${tables} tables, ${manifest.files} files, ${sizeOf(bytesOf(manifest))}`
  }
}

export function sizeOf(bytes: number) {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power]}`
}

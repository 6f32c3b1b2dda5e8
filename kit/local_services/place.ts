import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export type LocalEnvironment = 'development' | 'test'

/**
 * The paths of the local services of one checkout and environment. They are computed, so that every process of the
 * checkout finds the same keeper.
 */
export interface Place {
  /** The root of the checkout, without symbolic links. */
  root: string
  environment: LocalEnvironment
  /** Files that survive a restart: `tmp/<environment>` of the checkout. */
  home: string
  /** Sockets and logs. The path is short, because a Unix socket's path has at most 107 bytes. */
  directory: string
  /** The process may use the keeper of another process, but not start one. */
  joinOnly: boolean
}

export interface PlaceOptions {
  root: string
  environment: LocalEnvironment
  directory?: string
}

const LONGEST_SOCKET_NAME = '/postgres/.s.PGSQL.5432.lock'
const LONGEST_SOCKET_PATH = 103

export function placeOf(options: PlaceOptions): Place {
  const root = realpathSync(resolve(options.root))
  const { environment, directory } = options

  return {
    root,
    environment,
    home: join(root, 'tmp', environment),
    directory: directory ?? join(temporaryDirectory(), directoryName(root, environment)),
    joinOnly: directory !== undefined,
  }
}

export const keeperSocket = (place: Place) => join(place.directory, 'keeper.sock')
export const smtpSocket = (place: Place) => join(place.directory, 'smtp.sock')
export const keeperLog = (place: Place) => join(place.directory, 'keeper.log')
export const postgresLog = (place: Place) => join(place.directory, 'postgres.log')
export const postgresSockets = (place: Place) => join(place.directory, 'postgres')
export const mailboxLink = (place: Place) => join(place.directory, 'mailbox')
export const mailboxDirectory = (place: Place) => join(place.home, 'mailbox')

/** A unique name for each checkout and environment of a machine. */
export function fingerprint(place: Pick<Place, 'root' | 'environment'>) {
  return createHash('sha256')
    .update(`${place.root}\0${place.environment}`)
    .digest('hex')
    .slice(0, 12)
}

/**
 * Creates a directory that only this user can change, or checks an existing one: everybody can write to /tmp.
 * @throws if it belongs to another user
 */
export function claimDirectory(path: string, mode: number) {
  mkdirSync(path, { recursive: true, mode })

  const stats = lstatSync(path)
  if (!stats.isDirectory() || stats.uid !== process.getuid?.()) {
    throw new Error(
      `${path} belongs to another user (uid ${stats.uid}), so it is not safe to use. ` +
        'Remove it, or set TMPDIR to a directory of your own.'
    )
  }
  chmodSync(path, mode)
}

/**
 * As root, others may pass through the directory, because PostgreSQL runs as another user and has its socket below it.
 */
export function claimRuntimeDirectory(place: Place) {
  claimDirectory(place.directory, isRoot() ? 0o711 : 0o700)
}

export function isRoot() {
  return process.getuid?.() === 0
}

function directoryName(root: string, environment: LocalEnvironment) {
  return `easystart-${process.getuid?.() ?? 0}-${fingerprint({ root, environment })}`
}

function temporaryDirectory() {
  const directory = realpathSync(tmpdir())
  const longest = join(directory, directoryName('/', 'test')) + LONGEST_SOCKET_NAME
  return Buffer.byteLength(longest) > LONGEST_SOCKET_PATH ? '/tmp' : directory
}

import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const FAST_SHUTDOWN_MS = 60_000
const KILLED_MS = 10_000

/**
 * Stops a PostgreSQL that a killed keeper left running on a data folder. A fast shutdown loses no committed data. It
 * stops only processes that work in this very folder, because the process id in postmaster.pid may now belong to
 * another program. The caller holds the keeper's lock.
 */
export async function stopLeftovers(dataFolder: string) {
  const pidFile = join(dataFolder, 'postmaster.pid')
  if (!existsSync(pidFile) || process.platform !== 'linux') {
    return
  }

  const folder = realpathSync(dataFolder)
  const postmaster = Number.parseInt(readFileSync(pidFile, 'utf8'), 10)
  signal(processesIn(folder), 'SIGINT', postmaster)

  if (!(await allGone(folder, FAST_SHUTDOWN_MS))) {
    processesIn(folder).forEach((pid) => process.kill(pid, 'SIGKILL'))
    await allGone(folder, KILLED_MS)
  }
  await rm(pidFile, { force: true })
}

/** Every PostgreSQL process has the data folder as its working directory. */
function processesIn(folder: string) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).filter((pid) => workingDirectory(pid) === folder)
}

function workingDirectory(pid: number) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function signal(pids: number[], name: NodeJS.Signals, only: number) {
  pids.filter((pid) => pid === only).forEach((pid) => process.kill(pid, name))
}

async function allGone(folder: string, timeout: number) {
  const deadline = Date.now() + timeout
  while (processesIn(folder).length > 0 && Date.now() < deadline) {
    await wait(25)
  }
  return processesIn(folder).length === 0
}

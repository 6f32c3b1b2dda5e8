import { once } from 'node:events'
import { createServer } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { takeLock } from './lock.ts'

const DEFAULT_PORT = 3333
const LAST_PORT = 3343
const LOCK_TIMEOUT_MS = 30_000

/**
 * Chooses the port for the web server: `wanted` if it is set, else the first free one of 3333 to 3343. The assembler
 * would silently take any other port.
 * @throws with the remedy if no port is free
 */
export async function choosePort(wanted: string | undefined) {
  const candidates = wanted ? [Number(wanted)] : range(DEFAULT_PORT, LAST_PORT)
  for (const port of candidates) {
    if (await isFree(port)) {
      return port
    }
  }
  throw new Error(wanted ? portInUse(Number(wanted)) : portsInUse())
}

/**
 * Makes checkouts that start at the same time choose their ports one after another: the lock is held until the server
 * listens. Returns undefined if it takes more than 30 s.
 */
export async function lockPorts() {
  const path = join(tmpdir(), `easystart-${process.getuid?.() ?? 0}-ports.lock`)
  const deadline = Date.now() + LOCK_TIMEOUT_MS
  let lock = takeLock(path)
  while (!lock && Date.now() < deadline) {
    await wait(100)
    lock = takeLock(path)
  }
  return lock
}

function portInUse(port: number) {
  return (
    `PORT is ${port}, but this port is in use. Stop the program that uses it, or take another port: ` +
    `PORT=${port + 1} npm run dev`
  )
}

function portsInUse() {
  return (
    `All ports from ${DEFAULT_PORT} to ${LAST_PORT} are in use. Stop a program that uses one, or name a free ` +
    'one: PORT=4000 npm run dev'
  )
}

/** The port must be free on every address, because the assembler checks all of them too. */
async function isFree(port: number) {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const hosts = [undefined, '0.0.0.0', ...addresses.map(({ address }) => address)]
  for (const host of hosts) {
    if (!(await canListen(port, host))) {
      return false
    }
  }
  return true
}

async function canListen(port: number, host: string | undefined) {
  const server = createServer()
  try {
    server.listen({ port, host })
    await once(server, 'listening')
    server.close()
    return true
  } catch (error) {
    return UNUSABLE_ADDRESS.includes((error as NodeJS.ErrnoException).code ?? '')
  }
}

/** Errors of a network interface that does not support this kind of address, such as a link-local one. */
const UNUSABLE_ADDRESS = ['EADDRNOTAVAIL', 'EINVAL', 'EAFNOSUPPORT']

function range(first: number, last: number) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

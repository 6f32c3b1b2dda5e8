import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/**
 * A core for the program that is measured and another for the load, so that neither takes the other's time.
 * Undefined where the system cannot pin (no `taskset`) or has a single core.
 */
export const cores = hasTaskset() ? coresOf(allowedCores()) : undefined

/** Puts a process on one of the two, with its threads. To `taskset` one that ends meanwhile is an error. */
export function pin(pid: number, place: 'server' | 'load', tries = 5): void {
  if (!cores) return
  try {
    execFileSync('taskset', ['-a', '-c', '-p', String(cores[place]), String(pid)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  } catch (error) {
    if (tries === 1) throw error
    pin(pid, place, tries - 1)
  }
}

function hasTaskset() {
  return existsSync('/usr/bin/taskset') && existsSync('/proc/self/status')
}

function coresOf([server, load]: number[]) {
  return load === undefined ? undefined : { server, load }
}

/** The kernel writes them as "0-3,6". */
function allowedCores() {
  const status = readFileSync('/proc/self/status', 'utf8')
  const list = status.match(/^Cpus_allowed_list:\s*(\S+)/m)![1]
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/**
 * One core for the measured program and another for the load generator, so that they do not compete for CPU time.
 * Undefined if the system cannot pin processes (no `taskset`) or has a single core.
 */
export const cores = hasTaskset() ? coresOf(allowedCores()) : undefined

/**
 * Pins a process and its threads to one of the two cores. Retries, because `taskset` fails if a thread ends meanwhile.
 */
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

/** The format of the kernel is "0-3,6". */
function allowedCores() {
  const status = readFileSync('/proc/self/status', 'utf8')
  const list = status.match(/^Cpus_allowed_list:\s*(\S+)/m)![1]
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

import { existsSync, readFileSync } from 'node:fs'

const TICKS_A_SECOND = 100

/** Resident memory of a process in MB; Linux only. */
export function memoryOf(pid: number) {
  const status = read(pid, 'status')?.match(/^VmRSS:\s+(\d+) kB/m)
  return status ? Number(status[1]) / 1024 : undefined
}

/** Seconds of CPU time that a process has used; Linux only. */
export function cpuTimeOf(pid: number) {
  const fields = read(pid, 'stat')
    ?.replace(/^.*\) /, '')
    .split(' ')
  return fields && (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
}

function read(pid: number, file: string) {
  const path = `/proc/${pid}/${file}`
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

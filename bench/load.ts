import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const CONNECTIONS = 10
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

/** Between two requests of the page that is measured during other load. */
const PAUSE_MS = 10

export interface Measurement {
  answers: number
  /** Responses per second. */
  rate: number
  /** Milliseconds. */
  p50: number
  /** Milliseconds. */
  p99: number
}

export interface Target {
  url: URL
  headers: Record<string, string>
}

/**
 * Requests one page repeatedly over ten persistent connections; each sends its next request as soon as it has the
 * response. It uses less CPU than `node:http` or fetch, so that one core of load can saturate one core of the server.
 * @throws if a response is not a 200
 */
export async function load({ url, headers }: Target, seconds: number): Promise<Measurement> {
  const request = requestOf(url, headers)
  const started = performance.now()
  const until = started + seconds * 1000
  const connections = Array.from({ length: CONNECTIONS }, () => ask(url, request, until))
  const times = await Promise.all(connections)
  return measurementOf(times.flat(), performance.now() - started)
}

/**
 * Runs the action `times` times, ten at a time.
 */
export async function repeat(times: number, action: () => Promise<void>): Promise<Measurement> {
  const taken: number[] = []
  let left = times
  const started = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left-- > 0) {
        const begun = performance.now()
        await action()
        taken.push(performance.now() - begun)
      }
    })
  )
  return measurementOf(taken, performance.now() - started)
}

/**
 * Requests one page now and then while something else loads the server.
 * @throws if a response is not a 200
 */
export async function loadDuring(other: Promise<unknown>, { url, headers }: Target) {
  const times: number[] = []
  const started = performance.now()
  let isOver = false
  const ending = other.finally(() => (isOver = true))
  while (!isOver) {
    const begun = performance.now()
    const response = await fetch(url, { headers })
    await response.bytes()
    if (response.status !== 200) throw new Error(`${url} answers ${response.status}`)
    times.push(performance.now() - begun)
    await wait(PAUSE_MS)
  }
  await ending
  return measurementOf(times, performance.now() - started)
}

function measurementOf(times: number[], duration: number): Measurement {
  const sorted = times.toSorted((one, other) => one - other)
  const percentile = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]
  return {
    answers: times.length,
    rate: (times.length / duration) * 1000,
    p50: percentile(0.5),
    p99: percentile(0.99),
  }
}

function requestOf(url: URL, headers: Record<string, string>) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\n${lines.join('')}\r\n`
}

/** @returns the duration of each response */
function ask(url: URL, request: string, until: number) {
  return new Promise<number[]>((resolve, reject) => {
    const times: number[] = []
    let begun = 0
    const socket = connect(Number(url.port), url.hostname, next)
    socket.setNoDelay()
    socket.on('error', reject)
    onAnswer(socket, (status) => {
      times.push(performance.now() - begun)
      if (status !== 200) socket.destroy(new Error(`${url} answers ${status}`))
      else if (performance.now() < until) next()
      else socket.end(() => resolve(times))
    })

    function next() {
      begun = performance.now()
      socket.write(request)
    }
  })
}

function onAnswer(socket: Socket, done: (status: number) => void) {
  let answer: Buffer = Buffer.alloc(0)
  socket.on('data', (data) => {
    answer = answer.length > 0 ? Buffer.concat([answer, data]) : data
    if (isWhole(answer)) {
      const status = Number(answer.toString('latin1', 9, 12))
      answer = Buffer.alloc(0)
      done(status)
    }
  })
}

function isWhole(answer: Buffer) {
  const headLength = answer.indexOf('\r\n\r\n') + 4
  const length = answer.toString('latin1', 0, headLength).match(/^content-length: (\d+)/im)
  return length
    ? answer.length === headLength + Number(length[1])
    : answer.subarray(-5).equals(LAST_CHUNK)
}

import type { Redis } from 'ioredis'

/** Who waited for the answer has been told by now that there was none. */
const LATE_AFTER_MS = 2000

/**
 * The first argument of BullMQ's scripts that add a job has, fourth, the moment at which it was published; ours is by
 * the server's own clock.
 */
const REFUSE = `
local published = tonumber(cmsgpack.unpack(ARGV[1])[4])
local time = redis.call('TIME')
if time[1] * 1000 + time[2] / 1000 > published + ${LATE_AFTER_MS} then
  return redis.error_reply('LATE The job was published too long ago')
end
`

const ADDS_A_JOB = /^add(Standard|Delayed|Prioritized)Job:/

/**
 * A server that was frozen, or a network that was, delivers what was sent to it long after the publisher gave up:
 * the scripts which this client defines refuse that.
 */
export function refuseLateJobs(client: Redis) {
  const define = client.defineCommand.bind(client)
  client.defineCommand = (name, definition) =>
    define(
      name,
      ADDS_A_JOB.test(name) ? { ...definition, lua: REFUSE + definition.lua } : definition
    )
}

export function isLate(error: unknown) {
  return error instanceof Error && error.message.startsWith('LATE ')
}

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

const UNHEARD = `
local function unheard() end
`

/** The scripts' only other stream is an inbox. */
const TO_EVENTS = /rcall\((?="X(?:ADD|TRIM)", (?!inboxKey))/g

/**
 * A server that was frozen, or a network that was, delivers what was sent to it long after the publisher gave up:
 * the scripts which this client defines refuse that.
 */
export function refuseLateJobs(client: Redis) {
  changeScripts(client, (name, lua) => (ADDS_A_JOB.test(name) ? REFUSE + lua : lua))
}

export function isLate(error: unknown) {
  return error instanceof Error && error.message.startsWith('LATE ')
}

/**
 * BullMQ tells a stream what happens to each job, for its `QueueEvents`. The run log and the app's own events tell it
 * here, and the stream would take an eighth of the time that Redis has.
 */
export function muteEvents(client: Redis) {
  changeScripts(client, (_, lua) => UNHEARD + lua.replace(TO_EVENTS, 'unheard('))
}

/** Of the scripts that BullMQ defines from now on. */
function changeScripts(client: Redis, change: (name: string, lua: string) => string) {
  const define = client.defineCommand.bind(client)
  client.defineCommand = (name, definition) =>
    define(name, { ...definition, lua: change(name, definition.lua) })
}

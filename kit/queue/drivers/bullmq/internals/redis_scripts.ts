import type { Redis } from 'ioredis'

/** After this time the publisher has given up waiting for the answer. */
const LATE_AFTER_MS = 2000

/**
 * BullMQ's scripts that add a job get the time of publishing as the fourth field of their first argument. We set it by
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

/** Matches the stream commands, except those of the inbox, which is the scripts' only other stream. */
const TO_EVENTS = /rcall\((?="X(?:ADD|TRIM)", (?!inboxKey))/g

/**
 * Makes the scripts of this client refuse late jobs. A server or network that was frozen delivers commands long after
 * the publisher gave up.
 */
export function refuseLateJobs(client: Redis) {
  changeScripts(client, (name, lua) => (ADDS_A_JOB.test(name) ? REFUSE + lua : lua))
}

export function isLate(error: unknown) {
  return error instanceof Error && error.message.startsWith('LATE ')
}

/**
 * Removes BullMQ's events, which go to a stream for its `QueueEvents`. The run log and the app's own events replace
 * them, and the stream would cost an eighth of Redis' time.
 */
export function muteEvents(client: Redis) {
  changeScripts(client, (_, lua) => UNHEARD + lua.replace(TO_EVENTS, 'unheard('))
}

/** Changes the scripts that BullMQ defines from now on. */
function changeScripts(client: Redis, change: (name: string, lua: string) => string) {
  const define = client.defineCommand.bind(client)
  client.defineCommand = (name, definition) =>
    define(name, { ...definition, lua: change(name, definition.lua) })
}

import { freePort } from '#tests/support/free_port'
import { startServer } from '#tests/support/processes'

/** The key of this process, of the suite's web server and of its worker. */
export const FORMER_KEY = process.env.APP_KEY!

export const NEW_KEY = `new-${crypto.randomUUID()}`

/** The variables of a deploy. */
export const WITH_FORMER_KEY = { APP_KEY: NEW_KEY, APP_PREVIOUS_KEYS: FORMER_KEY }
export const NEW_KEY_ALONE = { APP_KEY: NEW_KEY, APP_PREVIOUS_KEYS: '' }
export const NEWER_KEY_LISTED = { APP_KEY: FORMER_KEY, APP_PREVIOUS_KEYS: NEW_KEY }

export async function startServerWith(keys: NodeJS.ProcessEnv) {
  const port = String(await freePort())
  return startServer({ ...keys, PORT: port, APP_URL: `http://localhost:${port}` })
}

import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Creates `.env` from `.env.example` with its own APP_KEY, unless it exists. Two processes may do so at the same
 * moment: the link is created only once, and never half-written.
 * @param {URL} root
 */
export function ensureEnvFile(root) {
  const file = fileURLToPath(new URL('.env', root))
  const example = fileURLToPath(new URL('.env.example', root))

  if (!existsSync(file) && existsSync(example)) {
    const unfinished = `${file}.${process.pid}`
    writeFileSync(unfinished, withAppKey(readFileSync(example, 'utf8')), { mode: 0o600 })
    try {
      linkSync(unfinished, file)
      process.stderr.write('Created .env from .env.example, with a new APP_KEY.\n')
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error
      }
    } finally {
      rmSync(unfinished)
    }
  }
}

function withAppKey(text) {
  const key = randomBytes(24).toString('base64url')
  return text.replace(/^# Copied to .*\n/, '').replace(/^APP_KEY=.*$/m, `APP_KEY=${key}`)
}

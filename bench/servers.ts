import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Program } from './program.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

export function build() {
  console.log('Building the app …')
  execFileSync(process.execPath, ['ace.js', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

export function environment(databaseUrl: string) {
  return {
    NODE_ENV: 'production',
    APP_KEY: randomBytes(24).toString('base64url'),
    APP_URL: 'http://127.0.0.1',
    DATABASE_URL: databaseUrl,
    SMTP_URL: 'smtp://127.0.0.1:25',
    TRUST_PROXY: 'loopback',
  }
}

export function migrate(env: NodeJS.ProcessEnv) {
  execFileSync(process.execPath, [`${root}build/ace.js`, 'migration:run', '--force'], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** The production build, as `npm start` starts it. */
export function startApp(env: NodeJS.ProcessEnv) {
  return Program.start([...nodeFlagsOf('start'), `${root}build/bin/server.js`], env)
}

/** The Node options in a script of package.json. */
export function nodeFlagsOf(script: 'start' | 'worker'): string[] {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  return scripts[script].match(/--\S+(?=.* build\/)/g)
}

export function startBareServer(env: NodeJS.ProcessEnv) {
  return Program.start([fileURLToPath(new URL('bare_server.ts', import.meta.url))], env)
}

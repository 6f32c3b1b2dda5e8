import { execFile } from 'node:child_process'
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import app from '@adonisjs/core/services/app'

const run = promisify(execFile)

/** A copy of the project does not need these. */
const LEFT_OUT = /^(node_modules|tmp|build|storage|\.git)$/

/** A copy of this project in a folder of its own, with its own database and mailbox. */
export async function copyOfProject() {
  const path = await mkdtemp(join(await realpath(tmpdir()), 'easystart-copy-'))
  for (const name of await readdir(app.makePath())) {
    if (LEFT_OUT.test(name)) continue
    await cp(app.makePath(name), join(path, name), { recursive: true })
  }
  await linkPackages(path)

  // The services of this run belong to another folder.
  const { PATH, HOME } = process.env
  const options = { cwd: path, env: { PATH, HOME }, maxBuffer: 10_000_000 }
  const bin = (name: string, ...args: string[]) =>
    run(join(path, 'node_modules/.bin', name), args, options)
  const node = (...args: string[]) => run(process.execPath, args, options)
  const nodeWith = (variables: NodeJS.ProcessEnv, ...args: string[]) =>
    run(process.execPath, args, { ...options, env: { ...options.env, ...variables } })
  const withNode = { PATH: `${dirname(process.execPath)}${delimiter}${PATH}`, HOME }
  const shell = (command: string) => run('sh', ['-c', command], { ...options, env: withNode })
  const git = (...args: string[]) => run('git', args, options)
  await git('init', '--quiet')
  await git('add', '--all')

  return {
    path,
    bin,
    node,
    /** With variables of the environment. */
    nodeWith,
    /** A command of a terminal, with the Node of this process. */
    shell,
    read: (file: string) => readFile(join(path, file), 'utf8'),
    async write(file: string, text: string) {
      await mkdir(dirname(join(path, file)), { recursive: true })
      await writeFile(join(path, file), text)
    },
    remove: (file: string) => rm(join(path, file)),
    /** @throws with the output of the command if it fails */
    ace: (...args: string[]) =>
      node('ace.js', ...args).catch((error) => {
        throw new Error(error.stdout + error.stderr, { cause: error })
      }),
    /** The files that were written since the copy was made. */
    async written() {
      const { stdout } = await git('ls-files', '--others', '--modified', '--exclude-standard')
      return stdout.split('\n').filter(Boolean)
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

async function linkPackages(path: string) {
  await mkdir(join(path, 'node_modules'))
  for (const name of await readdir(app.makePath('node_modules'))) {
    // Vite stores there what it has made of this project.
    if (name === '.vite') continue
    await symlink(app.makePath('node_modules', name), join(path, 'node_modules', name))
  }
}

/**
 * The entry of every `node ace` command in the source tree; `node ace build` writes its own into the build. It has to
 * run on the Node that a fresh machine has, so no syntax and no import here may need Node 24.
 */
const REQUIRED_NODE = 24

if (Number.parseInt(process.versions.node, 10) >= REQUIRED_NODE) {
  await runConsole()
} else {
  await runWithNewerNode()
}

async function runConsole() {
  if (process.env.NODE_ENV !== 'production') {
    const { ensureEnvFile } = await import('./bin/env_file.js')
    ensureEnvFile(new URL('./', import.meta.url))
  }

  await import('./kit/console/typescript_loader.ts')
  const { writeGeneratedFilesWhole } = await import('./kit/console/generated_files.js')
  writeGeneratedFilesWhole()
  await import('./bin/console.js')
}

/** The npm package `node` of the dependencies brings the version that we need. */
async function runWithNewerNode() {
  const { existsSync } = await import('node:fs')
  const { fileURLToPath } = await import('node:url')
  const node = fileURLToPath(new URL('./node_modules/node/bin/node', import.meta.url))

  if (existsSync(node)) {
    await runAndExitLike(node)
  } else {
    process.stderr.write(
      `This project needs Node ${REQUIRED_NODE}, and this is Node ${process.versions.node}. ` +
        'Run npm ci, which brings it along, then this command again.\n'
    )
    process.exit(1)
  }
}

async function runAndExitLike(node) {
  const { spawn } = await import('node:child_process')
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' })
  forwardSignals(child)

  child.once('error', (error) => {
    process.stderr.write(`${node} does not run: ${error.message}\n`)
    process.exit(1)
  })
  child.once('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else {
      process.exit(code)
    }
  })
}

/** A terminal sends Ctrl-C to both of us: then we only have to outlive the command. */
function forwardSignals(child) {
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
}

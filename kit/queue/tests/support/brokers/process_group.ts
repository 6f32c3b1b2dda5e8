import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Kills the process group when this process ends, because its pipe closes then, even after `kill -9`.
 */
const WATCHDOG = 'read -r nothing; kill -s KILL -- "-$1"'

/**
 * Ends the process group of a `detached` child when the child ends, or when this process ends. The watchdog must not
 * outlive the child: it could kill another process group that reuses the id.
 */
export function endGroupWith(child: ChildProcess) {
  const group = child.pid
  if (!group) return
  const watchdog = spawn('/bin/sh', ['-c', WATCHDOG, 'sh', String(group)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watchdog.stdin.on('error', () => {})
  child.once('exit', () => {
    watchdog.kill('SIGKILL')
    killGroup(group)
  })
  release(watchdog)
}

/** Lets this process end even if the child and its pipes are still open. */
export function release(child: ChildProcess) {
  child.unref()
  for (const stream of child.stdio) {
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref()
  }
}

/** Kills the remaining children of the child. */
function killGroup(group: number) {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // The group has already ended.
  }
}

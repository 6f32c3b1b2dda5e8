import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Kills the process group when this process has ended, also after a kill -9: the pipe closes then.
 */
const WATCHDOG = 'read -r nothing; kill -s KILL -- "-$1"'

/**
 * Lets a child that was spawned `detached` leave nothing behind: its process group ends when it ends, and when this
 * process does. A watchdog that outlived the child could kill another one that has got its number.
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

/** Neither the process nor its pipes keep this one running. */
export function release(child: ChildProcess) {
  child.unref()
  for (const stream of child.stdio) {
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref()
  }
}

/** What the child has left behind of its own children. */
function killGroup(group: number) {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // Nothing.
  }
}

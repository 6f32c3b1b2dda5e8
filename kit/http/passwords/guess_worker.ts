import { parentPort } from 'node:worker_threads'
// A thread of `node ace` has no aliases: Node itself runs its TypeScript.
import { judge } from './guesser.ts'

parentPort!.on('message', ({ id, password, words }) => {
  parentPort!.postMessage({ id, verdict: judge(password, words) })
})

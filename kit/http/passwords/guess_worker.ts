import { parentPort } from 'node:worker_threads'
import { judge } from '#http/passwords/guesser'

parentPort!.on('message', ({ id, password, words }) => {
  parentPort!.postMessage({ id, verdict: judge(password, words) })
})

import { Session } from 'node:inspector'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The name of a global function of the main thread, which tells where it is. */
export const WHERE = 'easystart.queue.where'

/** A native call, such as `pbkdf2Sync`, answers only when it has ended. */
const ANSWER_MS = 1000

const QUESTION = /^\s+at <anonymous>:\d/
const FRAME = /(?:\(|at (?:async )?)(file:\/\/[^)]+|\/[^)]+):(\d+):\d+\)?$/

export interface Whereabouts {
  /** The id of the job whose code is running. */
  id?: string
  /** File and line of that code. */
  place?: string
}

interface Evaluated {
  result: { value?: { id?: string; stack?: string } }
}

/**
 * Asks the main thread through the inspector, which interrupts it, although its event loop is blocked. It works
 * without `--inspect`, opens no port, and costs nothing at any other time.
 */
export async function whereabouts(): Promise<Whereabouts> {
  const session = new Session()
  try {
    session.connectToMainThread()
    const { id, stack } = (await answerOf(session)) ?? {}
    return { id, place: stack && placeIn(stack) }
  } catch {
    return {}
  } finally {
    session.disconnect()
  }
}

function answerOf(session: Session) {
  const expression = `globalThis[Symbol.for('${WHERE}')]?.()`
  return new Promise<Evaluated['result']['value']>((resolve) => {
    const late = setTimeout(() => resolve(undefined), ANSWER_MS)
    session.post('Runtime.evaluate', { expression, returnByValue: true }, (error, answer) => {
      clearTimeout(late)
      resolve(error ? undefined : (answer as Evaluated).result.value)
    })
  })
}

/** The innermost frame in a file of the app. Above the interrupted code are the frames of our own question. */
function placeIn(stack: string) {
  const lines = stack.split('\n')
  const asked = lines.findIndex((line) => QUESTION.test(line))
  const frames = lines.slice(asked + 1).flatMap((line) => {
    const [, file, row] = FRAME.exec(line) ?? []
    return file ? [{ file: file.startsWith('file:') ? fileURLToPath(file) : file, row }] : []
  })
  const own = frames.find(({ file }) => !file.includes('/node_modules/'))
  return own && `${relative(process.cwd(), own.file)}:${own.row}`
}

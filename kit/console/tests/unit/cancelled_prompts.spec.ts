import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { test } from '@japa/runner'
import '#console/asking_command'

test.group('Cancelled prompts', () => {
  test('a prompt may pause the terminal that Ctrl-C has closed', ({ assert }) => {
    const terminal = createInterface({ input: new PassThrough() })
    terminal.close()

    assert.doesNotThrow(() => terminal.pause())
  })

  test('an open terminal is paused', async ({ assert }) => {
    const terminal = createInterface({ input: new PassThrough() })
    let isPaused = false
    terminal.on('pause', () => (isPaused = true))
    terminal.pause()

    assert.isTrue(isPaused)
    terminal.close()
  })
})

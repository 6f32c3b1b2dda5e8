import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import emitter from '@adonisjs/core/services/emitter'
import { announce } from '#queue/events'
import { hostileThrows } from '#queue/tests/support/hostile_throws'

test.group('Queue events', () => {
  test('a listener that throws does not end the process', async ({ assert, cleanup }) => {
    const unhandled: unknown[] = []
    const note = (reason: unknown) => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    const off = emitter.on('queue:dispatched', () => {
      throw hostileThrows['a getter of the message that throws']()
    })
    cleanup(() => {
      off()
      process.off('unhandledRejection', note)
    })

    announce(emitter, 'queue:dispatched', { id: '1', name: 'a', queue: 'default' })
    await wait(50)
    assert.isEmpty(unhandled)
  })
})

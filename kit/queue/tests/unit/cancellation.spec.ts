import { test } from '@japa/runner'
import { CancellationSource } from '#queue/cancellation'

test.group('Cancellation', () => {
  const reasons = [new Error('first'), new Error('second')] as const

  test('the first reason counts, for listeners and for the signal', ({ assert }) => {
    const cancellation = new CancellationSource()
    const heard: Error[] = []
    const { signal } = cancellation
    cancellation.onCancelled((reason) => heard.push(reason))
    assert.isFalse(signal.aborted)

    reasons.forEach((reason) => cancellation.cancel(reason))
    assert.deepEqual(heard, [reasons[0]])
    assert.strictEqual(cancellation.reason, reasons[0])
    assert.strictEqual(signal.reason, reasons[0])
  })

  test('a signal that is read after the cancellation is already aborted', ({ assert }) => {
    const cancellation = new CancellationSource()
    cancellation.cancel(reasons[0])
    assert.isTrue(cancellation.signal.aborted)
    assert.strictEqual(cancellation.signal.reason, reasons[0])
  })

  test('a removed listener is not called, also if it is removed during the calls', ({ assert }) => {
    const cancellation = new CancellationSource()
    const heard: string[] = []
    const left = () => heard.push('left')
    const leaving = () => {
      heard.push('leaving')
      cancellation.offCancelled(leaving)
    }
    cancellation.onCancelled(left)
    cancellation.onCancelled(leaving)
    cancellation.onCancelled(() => heard.push('last'))
    cancellation.offCancelled(left)
    cancellation.cancel(reasons[0])
    assert.deepEqual(heard, ['leaving', 'last'])
  })
})

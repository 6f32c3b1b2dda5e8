import { test } from '@japa/runner'
import { Stop } from '#queue/stop'

test.group('Stop', () => {
  const reasons = [new Error('first'), new Error('second')] as const

  test('the first reason counts, for whoever listens and for the signal', ({ assert }) => {
    const stop = new Stop()
    const heard: Error[] = []
    const { signal } = stop
    stop.onAsked((reason) => heard.push(reason))
    assert.isFalse(signal.aborted)

    reasons.forEach((reason) => stop.ask(reason))
    assert.deepEqual(heard, [reasons[0]])
    assert.strictEqual(stop.reason, reasons[0])
    assert.strictEqual(signal.reason, reasons[0])
  })

  test('a signal that is asked for late is aborted already', ({ assert }) => {
    const stop = new Stop()
    stop.ask(reasons[0])
    assert.isTrue(stop.signal.aborted)
    assert.strictEqual(stop.signal.reason, reasons[0])
  })

  test('who has left hears nothing, also who leaves while others are told', ({ assert }) => {
    const stop = new Stop()
    const heard: string[] = []
    const left = () => heard.push('left')
    const leaving = () => {
      heard.push('leaving')
      stop.forget(leaving)
    }
    stop.onAsked(left)
    stop.onAsked(leaving)
    stop.onAsked(() => heard.push('last'))
    stop.forget(left)
    stop.ask(reasons[0])
    assert.deepEqual(heard, ['leaving', 'last'])
  })
})

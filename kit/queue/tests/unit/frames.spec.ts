import { test } from '@japa/runner'
import { Frames } from '#queue/drivers/rabbitmq/frames'

const GREETING = Buffer.from('AMQP\0\0\u0009\u0001', 'latin1')

function frame(payload: Buffer, type = 1) {
  const head = Buffer.alloc(7)
  head[0] = type
  head.writeUInt32BE(payload.length, 3)
  return Buffer.concat([head, payload, Buffer.from([0xce])])
}

function tuneOk(heartbeat: number) {
  const payload = Buffer.from([0, 10, 0, 31, 7, 0xff, 0, 0, 0x20, 0, 0, 0])
  payload.writeUInt16BE(heartbeat, 10)
  return frame(payload)
}

const sent = [GREETING, frame(Buffer.from('start-ok')), tuneOk(10), frame(Buffer.alloc(300, 7))]

test.group('AMQP frames', () => {
  for (const size of [1, 5, 64, 10_000]) {
    test(`bytes that come ${size} at a time leave in whole frames`, ({ assert }) => {
      const frames = new Frames()
      const all = Buffer.concat(sent)
      const ends = sent.map((_, index) => Buffer.concat(sent.slice(0, index + 1)).length)
      let left = Buffer.alloc(0)
      for (let start = 0; start < all.length; start += size) {
        left = Buffer.concat([left, frames.take(all.subarray(start, start + size))])
        assert.include([0, ...ends], left.length)
      }
      assert.deepEqual(left, all)
    })
  }

  test('the heartbeat is known once both ends have agreed on it', ({ assert }) => {
    const frames = new Frames()
    frames.take(Buffer.concat(sent.slice(0, 2)))
    assert.isUndefined(frames.heartbeat)
    frames.take(tuneOk(17))
    assert.equal(frames.heartbeat, 17)
  })
})

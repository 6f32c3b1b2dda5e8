import { test } from '@japa/runner'
import { inheritedSocket } from '#http/serving/inherited_socket'

const pid = String(process.pid)

test.group('The socket that systemd hands over', () => {
  test('is descriptor 3, and child processes do not see the variables', ({ assert }) => {
    const variables = { LISTEN_PID: pid, LISTEN_FDS: '1', LISTEN_FDNAMES: 'web' }

    assert.equal(inheritedSocket(variables), 3)
    assert.deepEqual(variables, {} as never)
  })

  test('belongs to this process alone', ({ assert }) => {
    assert.isUndefined(inheritedSocket({ LISTEN_PID: '1', LISTEN_FDS: '1' }))
    assert.isUndefined(inheritedSocket({ LISTEN_PID: pid }))
    assert.isUndefined(inheritedSocket({}))
  })

  test('is refused if there are several, and the error names what to change', ({ assert }) => {
    assert.throws(
      () => inheritedSocket({ LISTEN_PID: pid, LISTEN_FDS: '2' }),
      /2 sockets.*Give its unit one ListenStream/
    )
  })
})

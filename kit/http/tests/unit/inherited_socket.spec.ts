import { test } from '@japa/runner'
import { inheritedSocket } from '#http/serving/inherited_socket'

const pid = String(process.pid)

test.group('The socket that systemd hands over', () => {
  test('descriptor 3 is the socket, and child processes do not see the variables', ({ assert }) => {
    const variables = { LISTEN_PID: pid, LISTEN_FDS: '1', LISTEN_FDNAMES: 'web' }

    assert.equal(inheritedSocket(variables), 3)
    assert.deepEqual(variables, {} as never)
  })

  test('a socket of another process is left alone', ({ assert }) => {
    assert.isUndefined(inheritedSocket({ LISTEN_PID: '1', LISTEN_FDS: '1' }))
    assert.isUndefined(inheritedSocket({ LISTEN_PID: pid }))
    assert.isUndefined(inheritedSocket({}))
  })

  test('several sockets are refused, and the error names what to change', ({ assert }) => {
    assert.throws(
      () => inheritedSocket({ LISTEN_PID: pid, LISTEN_FDS: '2' }),
      /2 sockets.*Give its unit one ListenStream/
    )
  })
})

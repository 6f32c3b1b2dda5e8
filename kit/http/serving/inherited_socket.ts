import { createError } from '@adonisjs/core/exceptions'

/** The first descriptor that systemd hands over. */
const FIRST = 3

const E_INHERITED_SOCKET = createError<[string]>(
  'systemd handed over %s sockets, and the web server listens on one. Give its unit one ListenStream',
  'E_INHERITED_SOCKET'
)

/**
 * The descriptor of the listening socket that systemd has opened for this process. The socket stays open while the
 * process restarts, so connections wait instead of failing. Child processes do not see the variables.
 * @throws E_INHERITED_SOCKET if there are several
 * @see https://www.freedesktop.org/software/systemd/man/latest/sd_listen_fds.html
 */
export function inheritedSocket(variables: NodeJS.ProcessEnv = process.env) {
  const { LISTEN_PID: owner, LISTEN_FDS: count } = variables
  if (!count || owner !== String(process.pid)) return undefined

  delete variables.LISTEN_PID
  delete variables.LISTEN_FDS
  delete variables.LISTEN_FDNAMES
  if (count !== '1') throw new E_INHERITED_SOCKET([count])
  return FIRST
}

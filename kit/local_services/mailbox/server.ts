import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { mailboxDirectory, mailboxLink, smtpSocket, type Place } from '../place.ts'

const MAX_BYTES = 25 * 1024 * 1024

/**
 * Starts the SMTP server, which stores every mail as one `.eml` file in the mailbox directory. The envelope is in the
 * headers X-Easystart-Envelope-From and X-Easystart-Envelope-To.
 */
export async function startMailbox(place: Place) {
  const { SMTPServer } = await import('smtp-server')
  await prepareMailbox(place)

  const server = new SMTPServer({
    name: 'localhost',
    banner: 'Easystart mailbox',
    size: MAX_BYTES,
    rejectOversized: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, session, callback) => {
      keepMail(place, stream, session).then(() => callback(), callback)
    },
  })
  server.on('error', (error) => console.error('mailbox:', error.message))

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(smtpSocket(place), () => resolve())
  })
}

/**
 * With the link, a client that knows only the runtime directory can find the mails. The mails of earlier test runs
 * would make each run slower than the one before.
 */
async function prepareMailbox(place: Place) {
  if (place.environment === 'test')
    await rm(mailboxDirectory(place), { recursive: true, force: true })
  await mkdir(mailboxDirectory(place), { recursive: true })
  await rm(smtpSocket(place), { force: true })
  await rm(mailboxLink(place), { force: true })
  await symlink(mailboxDirectory(place), mailboxLink(place))
}

async function keepMail(place: Place, stream: SMTPServerDataStream, session: SMTPServerSession) {
  const name = nextName()
  const incoming = join(mailboxDirectory(place), `.${name}.incoming`)
  const file = createWriteStream(incoming)
  file.write(envelopeHeaders(session))

  try {
    await pipeline(stream, file)
    if (stream.sizeExceeded) {
      await rm(incoming, { force: true })
    } else {
      await rename(incoming, join(mailboxDirectory(place), `${name}.eml`))
    }
  } catch (error) {
    await rm(incoming, { force: true })
    throw error
  }
}

function envelopeHeaders({ envelope }: SMTPServerSession) {
  const from = envelope.mailFrom ? envelope.mailFrom.address : ''
  const to = envelope.rcptTo.map((recipient) => recipient.address)
  return `X-Easystart-Envelope-From: ${from}\r\nX-Easystart-Envelope-To: ${to.join(',\r\n ')}\r\n`
}

let received = 0

/** Names sort by arrival: the counter orders mails of the same millisecond. */
function nextName() {
  const time = new Date().toISOString().replace(/[-:.]/g, '')
  const counter = String(received++ % 1_000_000).padStart(6, '0')
  return `${time}-${counter}-${randomBytes(3).toString('hex')}`
}

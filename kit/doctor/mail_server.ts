import { createTransport } from 'nodemailer'

/**
 * Connects and logs in, but sends nothing.
 * @throws the error of the mail server or of the connection
 */
export async function verifyMailServer(options: object) {
  const transport = createTransport(options)
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

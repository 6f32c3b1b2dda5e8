import { Mailbox } from '#local_services/mailbox/mailbox'

const ENVELOPE = /^X-Easystart-Envelope-To: (.*(?:\r\n .*)*)/m

/** The recipients of each mail. They are read once, because a mail never changes and tests ask hundreds of times. */
const recipients = new Map<string, string>()

/** The mails to an address, newest first. */
export async function mailsTo(address: string) {
  const mailbox = new Mailbox()
  const ids = await mailbox.ids()
  for (const id of ids) if (!recipients.has(id)) recipients.set(id, await recipientsOf(id, mailbox))
  const found = ids.filter((id) => recipients.get(id)!.includes(address))
  return Promise.all(found.map((id) => mailbox.find(id)))
}

async function recipientsOf(id: string, mailbox: Mailbox) {
  const source = await mailbox.source(id)
  return source?.match(ENVELOPE)?.[1] ?? ''
}

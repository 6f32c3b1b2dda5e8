import { Mailbox } from '#services/mailbox'

/** What the address has received, newest first. */
export async function mailsTo(address: string) {
  const mails = await new Mailbox().all()
  return mails.filter(({ to }) => to.includes(address))
}

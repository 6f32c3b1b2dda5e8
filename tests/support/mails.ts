import { Mailbox } from '#local_services/mailbox/mailbox'

/** The mails to an address, newest first. */
export async function mailsTo(address: string) {
  const mails = await new Mailbox().all()
  return mails.filter(({ to }) => to.includes(address))
}

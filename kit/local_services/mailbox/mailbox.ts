import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errors } from '@adonisjs/core/http'
import localServices from '#local_services/main'

export interface ReceivedMail {
  /** The file's name without the extension. Later mails sort after earlier ones. */
  id: string
  from: string
  to: string
  subject: string
  date: Date | undefined
  html: string | undefined
  text: string | undefined
  /** The text part as HTML: escaped, with clickable links. */
  textAsHtml: string | undefined
  /** The raw headers, one per line. */
  headers: string
  /** The mail as it was received. */
  source: string
}

/**
 * Reads the mails that the local mail server has received: one `.eml` file per mail.
 */
export class Mailbox {
  constructor(private folder = localServices.mailboxPath) {}

  /**
   * Newest first, without those that somebody deletes meanwhile.
   */
  async all(): Promise<ReceivedMail[]> {
    const ids = await this.ids()
    const mails = await Promise.all(ids.map((id) => this.#read(id)))
    return mails.filter((mail) => mail !== undefined)
  }

  /**
   * @throws E_ROUTE_NOT_FOUND if no such mail was received, or somebody has deleted it
   */
  async find(id: string): Promise<ReceivedMail> {
    const ids = await this.ids()
    const mail = ids.includes(id) ? await this.#read(id) : undefined
    if (!mail) throw new errors.E_ROUTE_NOT_FOUND(['GET', id])
    return mail
  }

  /** The mail as it was received. Takes far less time than `find`, which parses it. */
  async source(id: string) {
    return readFile(join(this.folder, `${id}.eml`), 'utf8').catch(unlessMissing)
  }

  async #read(id: string): Promise<ReceivedMail | undefined> {
    const source = await this.source(id)
    if (source === undefined) return undefined

    const { simpleParser } = await import('mailparser')
    const mail = await simpleParser(source)
    return {
      id,
      from: mail.from?.text ?? '',
      to: [mail.to ?? []]
        .flat()
        .map((address) => address.text)
        .join(', '),
      subject: mail.subject ?? '',
      date: mail.date,
      html: mail.html || undefined,
      text: mail.text,
      textAsHtml: mail.textAsHtml,
      headers: mail.headerLines.map(({ line }) => line).join('\n'),
      source,
    }
  }

  /** Reads no mail, so a page can ask often whether a new one has arrived. */
  async newestId(): Promise<string | undefined> {
    const [id] = await this.ids()
    return id
  }

  async clear() {
    for (const id of await this.ids()) await rm(join(this.folder, `${id}.eml`), { force: true })
  }

  /** Newest first. */
  async ids() {
    const files = await readdir(this.folder).catch(() => [])
    return files
      .filter((file) => file.endsWith('.eml'))
      .map((file) => file.slice(0, -'.eml'.length))
      .sort()
      .reverse()
  }
}

/** @throws unless the error says that there is no such file */
function unlessMissing(error: NodeJS.ErrnoException) {
  if (error.code !== 'ENOENT') throw error
  return undefined
}

import { flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'
import type { Text } from '#generators/translations'

const PARTS = ['html', 'text']

export default class MakeMail extends GeneratorCommand {
  static commandName = 'make:mail'
  static description = 'Create a mail with its job, its preview, its texts and its test'
  static help = [
    '```',
    '{{ binaryName }} make:mail order_shipped',
    '```',
    'Send it: SendOrderShippedMail.dispatch({ userId }). See it in every language:',
    '```',
    '{{ binaryName }} mail:preview order_shipped',
    '```',
    'All mails share their views. With --views, it gets its own HTML and text.',
    '',
    'An event has one mail: a notification of the same name sends this one. Then',
    'call notify(user, new OrderShipped(…)), and do not dispatch the job too.',
  ]

  @flags.boolean({ description: 'Views of its own in resources/views/emails' })
  declare views?: boolean

  protected naming = {
    example: 'order_shipped',
    suffix: 'notification',
    taken: ['app', 'app_mail'],
  }

  protected async generate(name: Name) {
    if (name.folders.length > 0)
      throw new CommandRefused(`Mails have no folders. Give ${name.snake}`)
    await this.createFrom('mail/main', { name, views: this.views === true })
    await this.createFrom('mail/job', { name })
    await this.createFrom('mail/test', { name })
    if (this.views) await this.#copyViews(name)
    const { addPreview } = await import('#generators/edits/previews')
    await this.changes.edit('app/mails/previews.ts', (text) => addPreview(text, name))
    await this.addTexts('mails', textsOf(name))
    await this.#useInNotification(name)
  }

  /** Otherwise the reader of the notification would get two mails about one event. */
  async #useInNotification(name: Name) {
    const notification = `app/notifications/${name.snake}.ts`
    if (!(await this.changes.exists(notification))) return
    const { useMail } = await import('#generators/edits/notifications')
    await this.changes.edit(notification, (text) => useMail(text, name))
  }

  /** The shared views are the start. */
  async #copyViews({ snake }: Name) {
    for (const part of PARTS) {
      const shared = await this.changes.read(`resources/views/emails/app_mail_${part}.edge`)
      await this.create(`resources/views/emails/${snake}_${part}.edge`, shared ?? '')
    }
  }
}

function textsOf({ snake, sentence }: Name): Record<string, Text> {
  return {
    [`${snake}.subject`]: { en: sentence },
    [`${snake}.greeting`]: {
      en: 'Hello {name},',
      es: 'Hola, {name}:',
      ar: 'مرحبًا \u2068{name}\u2069،',
    },
    [`${snake}.body`]: {
      en: 'There is news for you at {app}.',
      es: 'Hay novedades para ti en {app}.',
      ar: 'لديك مستجدات في \u2068{app}\u2069.',
    },
    [`${snake}.action`]: { en: 'Open', es: 'Abrir', ar: 'فتح' },
    [`${snake}.ignore`]: {
      en: 'If you did not expect this message, you can ignore it.',
      es: 'Si no esperabas este mensaje, puedes ignorarlo.',
      ar: 'إذا لم تكن هذه الرسالة متوقعة، فيمكنك تجاهلها.',
    },
  }
}

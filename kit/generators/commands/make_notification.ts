import { CommandRefused } from '#console/asking_command'
import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'

export default class MakeNotification extends GeneratorCommand {
  static commandName = 'make:notification'
  static description = 'Create a notification in app/notifications, with its texts and its test'
  static help = [
    'Name it after the event, in the past tense:',
    '```',
    '{{ binaryName }} make:notification invitation_accepted',
    '```',
    'Then write its texts in resources/lang/<locale>/notification_kinds.json.',
    '',
    'An event has one mail. If make:mail has written one of this name, before or',
    'later, the notification sends it. Otherwise its mail has the same texts:',
    '```',
    '{{ binaryName }} make:mail invitation_accepted',
    '```',
  ]

  protected naming = {
    example: 'invitation_accepted',
    suffix: 'notification',
    taken: ['app', 'app_notification', 'unknown'],
  }

  protected async generate(name: Name) {
    if (name.folders.length > 0) {
      throw new CommandRefused(
        `A notification has no folder, because its name is its kind. Give ${name.snake}`
      )
    }
    await this.createFrom('notification/main', { name })
    await this.createFrom('notification/test', { name })
    await this.#useMail(name)
    await this.addTexts('notification_kinds', {
      [`${name.snake}.name`]: { en: name.sentence },
      [`${name.snake}.title`]: { en: name.sentence },
      [`${name.snake}.text`]: {
        en: `${name.sentence}: {name}.`,
        es: 'Hay novedades: {name}.',
        ar: 'هناك جديد: \u2068{name}\u2069.',
      },
    })
  }

  /** Otherwise the reader would get two mails about one event. */
  async #useMail(name: Name) {
    const job = await this.changes.read(`app/jobs/send_${name.snake}_mail.ts`)
    if (job === null) return
    const { needsOnlyUser, useMail } = await import('#generators/edits/notifications')
    if (needsOnlyUser(job)) {
      await this.changes.edit(`app/notifications/${name.snake}.ts`, (text) => useMail(text, name))
    } else {
      this.logger.warning(
        `app/jobs/send_${name.snake}_mail.ts needs more than the id of the reader: give it in a method mailFor, as app/notifications/new_device.ts does`
      )
    }
  }
}

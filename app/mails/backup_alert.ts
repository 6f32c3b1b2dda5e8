import { BaseMail } from '@adonisjs/mail'
import settings from '#settings'

/** Tells the operators that a backup or its drill has failed. They read English, as the commands write it. */
export default class BackupAlert extends BaseMail {
  constructor(
    private what: string,
    private reason: string
  ) {
    super()
  }

  prepare() {
    this.message
      .to(settings.get('support.address'))
      .subject(`${settings.get('product.name')}: the ${this.what} has failed`)
      .header('Auto-Submitted', 'auto-generated')
      .text(
        [
          `The ${this.what} of ${settings.get('product.name')} has failed:`,
          '',
          this.reason,
          '',
          'node ace queue:failed shows the job, node ace backup:list the backups.',
        ].join('\n')
      )
  }
}

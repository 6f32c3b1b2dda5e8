import { BackupCommand } from '#backups/backup_command'

export default class BackupKey extends BackupCommand {
  static commandName = 'backup:key'
  static description = 'Make a pair of keys for backups'
  static help = [
    'Prints a public key, which encrypts backups, and a secret key, which reads',
    'them. Give the servers only the public one, as BACKUP_RECIPIENT, and keep the',
    'secret one where a burglar of the servers does not find it, such as in a',
    'password manager. Without it, no backup can be restored.',
    '```',
    '{{ binaryName }} backup:key',
    '```',
    'The keys are those of age (https://age-encryption.org), whose program reads',
    'the backups too.',
  ]

  async run() {
    const { newKeys } = await import('#backups/encryption')
    const { identity, recipient } = await newKeys()
    this.logger.log(`BACKUP_RECIPIENT=${recipient}`)
    this.logger.log(`BACKUP_IDENTITY=${identity}`)
  }
}

import { BackupCheckCommand } from '#backups/check_command'

export default class BackupVerify extends BackupCheckCommand {
  static commandName = 'backup:verify'
  static description = 'Read a backup, and check that nothing of it has changed'
  static help = [
    'Compares the checksums of all parts. With the secret key it also decrypts them',
    'and reads the whole dump. backup:drill restores it as well.',
    '```',
    '{{ binaryName }} backup:verify',
    '{{ binaryName }} backup:verify 20270131T030000Z-1a2b --identity=key.txt',
    '```',
    'Exits 1 if something is missing or has changed.',
  ]

  async run() {
    const backups = await this.backups()
    const identity = await this.readIdentity(this.identity)
    const { name, manifest, isReadable } = await backups.verify(this.name, identity)
    const how = isReadable
      ? 'all of it can be read'
      : 'its parts are unchanged (no key to read them)'
    this.tell(`${this.describe(name, manifest)}: ${how}`, { name, isReadable })
  }
}

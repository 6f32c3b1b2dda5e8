import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class Console extends BaseCommand {
  static commandName = 'console'
  static description = 'Open a prompt with the models, factories, database and queue'
  static help = [
    'A prompt for JavaScript with top-level await and a history. It has each model',
    'and factory under its own name, and "db" and "queue". ".ls" lists them.',
    '```',
    '{{ binaryName }} console',
    '> await User.findBy("email", "ada@example.com")',
    '> await db.from("users").count("*")',
    '```',
    'It changes the database of the environment, whose name it shows first. Without',
    'a terminal it reads the lines from the standard input:',
    '```',
    'echo "(await User.all()).length" | {{ binaryName }} console',
    '```',
  ]
  static options: CommandOptions = { startApp: true, staysAlive: true }

  async run() {
    const [repl, { consoleContext }, { connectionOf }] = await Promise.all([
      this.app.container.make('repl'),
      import('#console/console_context'),
      import('#console/database_connection'),
    ])
    const { database } = connectionOf(this.app)
    this.logger.info(`Environment ${this.app.nodeEnvironment}, database ${database}`)
    repl.start(await consoleContext(this.app))
    repl.server!.on('exit', () => void this.terminate())
  }
}

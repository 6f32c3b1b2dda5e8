import type { ApiClient } from '@japa/api-client'
import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'

type Command = Parameters<typeof ace.create>[0]

export const PASSWORD = 'nine-kestrels-over-lisbon'

/** Runs a command in this process, in which no terminal is attached. */
export async function run(command: Command, args: string[]) {
  return exec(await create(command, args), false)
}

/** Runs a command on a terminal where somebody gives these answers. */
export async function runOnTerminal(
  Command: Command,
  args: string[],
  answers: Record<string, string>
) {
  const command = await create(Command, args)
  for (const [question, answer] of Object.entries(answers)) {
    command.prompt.trap(question).replyWith(answer)
  }
  return exec(command, true)
}

function create(Command: Command, args: string[]) {
  ace.ui.switchMode('raw')
  return ace.create<Command>(Command, args)
}

async function exec(command: InstanceType<Command>, isTTY: boolean) {
  const before = [process.stdin.isTTY, process.stdout.isTTY]
  Object.assign(process.stdin, { isTTY })
  Object.assign(process.stdout, { isTTY })
  try {
    await command.exec()
  } finally {
    Object.assign(process.stdin, { isTTY: before[0] })
    Object.assign(process.stdout, { isTTY: before[1] })
  }
  const lines = command.ui.logger.getLogs().map(({ message }) => message)
  command.ui.logger.flushLogs()
  const text = lines.map((line) => line.replace(/^\[ .*? \] /, '')).join('\n')
  return { exitCode: command.exitCode ?? 0, lines: text }
}

export async function addSessions({ id }: User) {
  const times = { created_at: new Date(), updated_at: new Date() }
  const expires = { expires_at: new Date(Date.now() + 60_000) }
  const [token] = await db
    .table('remember_me_tokens')
    .insert({ tokenable_id: id, hash: `token-${id}`, ...times, ...expires })
    .returning('id')
  const session = { id: `session-${id}`, user_id: id, remember_token_id: token.id }
  await db.table('sessions').insert({ ...session, data: '{}', ...expires })
}

export function logIn(client: ApiClient, email: string, password: string) {
  return client.visit('sessions.store').form({ email, password }).withCsrfToken().redirects(0)
}

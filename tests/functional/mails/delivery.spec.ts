import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { jobs } from '#generated/jobs'
import { RegistrationFactory } from '#database/factories/registration_factory'
import SendRegistrationMail from '#jobs/send_registration_mail'
import { MailJob } from '#mails/mail_job'
import { CancellationSource } from '#queue/cancellation'
import { JobRunner } from '#queue/worker/job_runner'
import queue from '#queue/main'
import { RefusingMailServer } from '#tests/support/refusing_mail_server'

const HOUR_MS = 3_600_000

/** Runs one attempt to send a mail and returns its outcome. */
async function attempt(attemptNumber = 1) {
  const { id: registrationId } = await RegistrationFactory.create()
  const runner = new JobRunner(app, queue, logger.child({}, { level: 'silent' }))
  const reserved = {
    id: crypto.randomUUID(),
    name: 'send_registration_mail',
    queue: 'default',
    message: { payload: { registrationId } },
    possibleDuplicate: false,
    attempt: attemptNumber,
    attempts: SendRegistrationMail.attempts,
    backoff: 30_000,
    crashes: 0,
    cancellation: new CancellationSource(),
  }
  return runner.run(reserved, new CancellationSource())
}

test.group('Mails | delivery', () => {
  test('a mail that the server refuses for good is not retried: {code} at {step}')
    .with([
      { step: 'MAIL FROM', code: 553 },
      { step: 'RCPT TO', code: 550 },
      { step: 'DATA', code: 554 },
    ] as const)
    .run(async ({ assert }, refusal) => {
      await using server = await RefusingMailServer.start(refusal)
      const outcome = await attempt()

      assert.containsSubset(outcome, {
        status: 'failed',
        error: { code: 'E_PERMANENT_FAILURE', cause: { responseCode: refusal.code } },
      })
      const { message } = (outcome as { error: Error }).error
      assert.match(message, /^The mail server refused the mail for good: /)
      assert.include(message, String(refusal.code))
      assert.isEmpty(server.accepted)
    })

  test('a mail that the server refuses for now is retried: {code} at {step}')
    .with([
      { step: 'MAIL FROM', code: 421 },
      { step: 'RCPT TO', code: 451 },
      { step: 'DATA', code: 452 },
      // The operator can correct a wrong password, so the mails must not be lost.
      { step: 'AUTH', code: 535 },
      { step: 'MAIL FROM', code: 530 },
    ] as const)
    .run(async ({ assert }, refusal) => {
      await using server = await RefusingMailServer.start(refusal)
      assert.containsSubset(await attempt(), { status: 'retry' })
      assert.isEmpty(server.accepted)
    })

  test('a mail is retried while the server is unreachable', async ({ assert }) => {
    await using server = await RefusingMailServer.start()
    await server.close()
    assert.containsSubset(await attempt(), { status: 'retry' })
  })

  test('a mail arrives as soon as the server accepts it', async ({ assert }) => {
    await using server = await RefusingMailServer.start({ step: 'RCPT TO', code: 451 })
    assert.containsSubset(await attempt(), { status: 'retry' })
    server.refusal = undefined
    assert.containsSubset(await attempt(2), { status: 'completed' })
    assert.lengthOf(server.accepted, 1)
  })

  test('every job that sends a mail retries for at least 24 hours', async ({ assert }) => {
    const found = []
    for (const [name, load] of Object.entries(jobs)) {
      const source = await readFile(app.makePath(`app/jobs/${name}.ts`), 'utf8')
      assert.notInclude(source, '@adonisjs/mail', `${name} sends a mail past MailJob`)
      const { default: JobClass } = await load()
      if (JobClass.prototype instanceof MailJob) found.push({ name, JobClass })
    }

    assert.isNotEmpty(found)
    for (const { name, JobClass } of found) {
      const { attempts, backoff } = JobClass as typeof MailJob
      assert.isAtLeast(shortestRetries(attempts, backoff), 24 * HOUR_MS, name)
    }
  })
})

/** The total time of all attempts if each wait is as short as possible, that is half as long (docs/queue.md). */
function shortestRetries(attempts: number, backoff: string) {
  assertSeconds(backoff)
  const first = Number.parseInt(backoff) * 1000
  const waits = Array.from({ length: attempts - 1 }, (_, doublings) =>
    Math.min(first * 2 ** doublings, HOUR_MS)
  )
  return waits.reduce((sum, wait) => sum + wait / 2, 0)
}

function assertSeconds(backoff: string) {
  if (!/^\d+s$/.test(backoff)) throw new Error(`"${backoff}" is not in seconds`)
}

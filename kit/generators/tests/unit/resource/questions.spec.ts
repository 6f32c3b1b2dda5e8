import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import { ChangeSet } from '#generators/changes'
import MakeResource from '#generators/commands/make_resource'
import { existingResources } from '#generators/resource/existing/list'
import { productCopy } from '#generators/tests/support/product_copy'
import { createAce } from '#tests/support/ace'

async function makeResource(root: string, ...args: string[]) {
  const ace = await createAce(pathToFileURL(`${root}/`))
  ace.ui.switchMode('raw')
  return ace.create(MakeResource, args)
}

type Command = Awaited<ReturnType<typeof makeResource>>

/** Answers the questions in their order. An answer that is true or false confirms or rejects. */
function answer(command: Command, answers: Record<string, unknown>) {
  for (const [question, reply] of Object.entries(answers)) {
    command.prompt.trap(question).replyWith(reply as string)
  }
}

async function onTerminal(command: Command) {
  const streams = [process.stdin, process.stdout]
  const before = streams.map(({ isTTY }) => isTTY)
  const { CI } = process.env
  delete process.env.CI
  for (const stream of streams) stream.isTTY = true
  try {
    await command.exec()
  } finally {
    for (const [index, stream] of streams.entries()) stream.isTTY = before[index]
    if (CI !== undefined) process.env.CI = CI
  }
  command.prompt.traps.verify()
  const output = command.ui.logger.getLogs().map(({ message }) => message)
  return { exitCode: command.exitCode, output: output.join('\n') }
}

const NAME = 'Name of one record, such as Project or Project/Task'
const FIRST = 'Name of field 1, such as title or dueOn'
const OWNER = 'Does each record belong to the member who made it?'
const RESTORE = 'Can a deleted record be restored?'
const API = 'Can programs use it, by the API?'
const next = (number: number) => `Name of field ${number}, empty if there is no other`
const typeOf = (field: string) => `Type of "${field}", letters search it`
const defaultOf = (field: string) => `"${field}": value of new records, empty for none`

/** A field without anything special. */
const PLAIN = { [typeOf('title')]: 'text', '"title" is': [] }

test.group('Resource | questions', () => {
  test('on a terminal everything that is missing is asked, and the command line is shown', async ({
    assert,
  }) => {
    await using copy = await productCopy()
    const command = await makeResource(copy.root)
    answer(command, {
      ...{ [NAME]: 'Project', [FIRST]: 'status', [typeOf('status')]: 'enum' },
      '"status": values, with commas, such as draft,active,done': 'draft,done',
      ...{ '"status" is': ['optional', 'index'], [defaultOf('status')]: 'draft' },
      ...{ [next(2)]: 'owner', [typeOf('owner')]: 'belongsTo' },
      ...{ 'Model of "owner", letters search it': 'User', '"owner" is': ['optional'] },
      ...{ 'If the User of "owner" is deleted': 'setNull', [next(3)]: 'tags' },
      ...{ [typeOf('tags')]: 'hasMany', 'Name of one of the tags': 'Tag', [next(4)]: '' },
      ...{ [OWNER]: true, [RESTORE]: true, [API]: false, 'Write these files?': false },
    })
    const { exitCode, output } = await onTerminal(command)

    assert.equal(exitCode, 0)
    assert.include(
      output,
      "node ace make:resource Project 'status:enum(draft,done)?:index:default(draft)' " +
        "'owner:belongsTo(User)?:onDelete(setNull)' 'tags:hasMany(Tag)' --owned-by=user --soft-delete"
    )
    assert.include(output, 'project.ts')
    assert.include(output, 'Nothing is written')
    assert.isFalse(existsSync(`${copy.root}/app/models/project.ts`))
  })

  test('a wrong answer is refused at once, with the message of the command line', async () => {
    await using copy = await productCopy()
    const command = await makeResource(copy.root, '--dry-run')
    command.prompt
      .trap(NAME)
      .assertFails(
        'Projects',
        '"Projects" cannot name a resource. It is read as the plural of Project. Try Project or ProjectsItem'
      )
      .assertFails('User', 'There is a model User already. Try TeamUser or another name')
      .assertPasses('Project')
      .replyWith('Project')
    command.prompt
      .trap(FIRST)
      .assertFails('due_on', '"due_on": write the name in camelCase, such as dueOn')
      .assertFails('')
      .replyWith('title')
    command.prompt
      .trap(next(2))
      .assertFails(
        'title',
        'The field "title" is there twice. Give each field a name of its own, such as otherTitle'
      )
      .assertPasses('')
      .replyWith('')
    answer(command, { ...PLAIN, [OWNER]: false, [RESTORE]: false, [API]: false })
    await onTerminal(command)
  })

  test('a member in a field can be the owner', async ({ assert }) => {
    await using copy = await productCopy()
    const command = await makeResource(copy.root, 'Project', '--dry-run')
    answer(command, {
      ...{ [FIRST]: 'lead', [typeOf('lead')]: 'belongsTo' },
      ...{ 'Model of "lead", letters search it': 'User', '"lead" is': [] },
      ...{ 'If the User of "lead" is deleted': 'cascade', [next(2)]: '' },
      ...{ 'Which member sees a record?': 'lead', [RESTORE]: false, [API]: false },
    })
    const { output } = await onTerminal(command)

    assert.include(output, "query.where('leadId', lead.id)")
  })

  test('a name and flags that are given are not asked', async ({ assert }) => {
    await using copy = await productCopy()
    const flags = ['--owned-by=user', '--soft-delete', '--no-api', '--dry-run']
    const command = await makeResource(copy.root, 'Project', ...flags)
    answer(command, { [FIRST]: 'title', ...PLAIN, [next(2)]: '' })
    const { output } = await onTerminal(command)

    assert.include(output, "table.integer('user_id')")
  })

  for (const args of [['Project', 'title:text'], ['--no-interaction'], ['P', '--no-interaction']]) {
    test(`nothing is asked: make:resource ${args.join(' ')}`, async ({ assert }) => {
      await using copy = await productCopy()
      const { exitCode } = await onTerminal(await makeResource(copy.root, ...args, '--dry-run'))

      assert.equal(exitCode, args.includes('title:text') ? 0 : 1)
    })
  }

  test('the resources that exist can be chosen', async ({ assert }) => {
    await using copy = await productCopy()
    await copy.make('Project', ['title:string'])
    await copy.make('Project/Task', ['title:string'])
    const changes = new ChangeSet({ root: copy.root })
    const product = { ...copy.product, modelFiles: new Set(['user', 'project', 'task']) }

    assert.deepEqual(await existingResources(changes, product), ['Project', 'Project/Task'])
  })
})

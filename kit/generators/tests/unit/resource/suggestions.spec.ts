import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { ChangeRefused, ChangeSet } from '#generators/changes'
import { checkFieldName } from '#generators/resource/field'
import { checkNewName, withFreeNames } from '#generators/resource/free_names'
import { generateResource } from '#generators/resource/generate'
import { readName, resourceOf } from '#generators/resource/resource'
import { RESERVED_WORDS, TAKEN_NAMES } from '#generators/resource/names'
import { readProduct, type Product } from '#generators/resource/product'

const product = () => readProduct(new ChangeSet({ root: app.makePath() }))

/** The message that refuses a name, or undefined if the name can be used. */
function refusal(name: string, known: Product) {
  try {
    checkNewName(
      withFreeNames(known, () => readName(name)),
      known
    )
  } catch (error) {
    if (error instanceof ChangeRefused) return error.message
    throw error
  }
}

const suggestionIn = (message: string) => /Try (\w+)(?: or [\w ]+)?$/.exec(message)?.[1] ?? ''

test.group('Resource | suggestions', (group) => {
  group.each.timeout(60_000)

  test('each refusal of a name of a resource has one that can be used', async ({ assert }) => {
    const known = await product()
    const { models, areas, paths, modelFiles } = known
    const names = [...RESERVED_WORDS, ...TAKEN_NAMES, ...models.keys(), ...areas, ...paths]
    const odd = ['', '2fast', 'Größe', 'ß', '../Project', 'Leaves', 'Sheep', 'News', 'A'.repeat(99)]
    const refused = [...names, ...modelFiles, ...odd].flatMap((name) => refusal(name, known) ?? [])

    assert.isAbove(refused.length, RESERVED_WORDS.size + TAKEN_NAMES.size)
    for (const message of refused) {
      assert.isUndefined(refusal(suggestionIn(message), known), message)
    }
  })

  for (const name of ['Api', 'Theme']) {
    test(`files that ${name} would replace are a reason with a suggestion`, async ({ assert }) => {
      const known = await product()
      const generate = (model: string) =>
        generateResource(
          new ChangeSet({ root: app.makePath() }),
          resourceOf({ name: model, fields: ['name:string'], api: true }),
          known
        )
      const error: Error = await generate(name).then(
        () => assert.fail(`${name} is not refused`),
        (reason) => reason
      )

      assert.match(error.message, / already\. Try \w+ or another name$/)
      await generate(suggestionIn(error.message))
    })
  }

  test('each refusal of a name of a field has one', ({ assert }) => {
    for (const name of [...RESERVED_WORDS, 'id', 'Größe', 'a_b', '2fast', 'a'.repeat(60)]) {
      assert.throws(() => checkFieldName(name, name), /(?:Try|such as) [a-z]\w*/)
    }
    for (const [fields, suggestion] of [
      [['name:string', 'name:text'], 'otherName'],
      [['user:string'], 'otherUser'],
      [['tags:text', 'tags:hasMany(Tag)'], 'otherTags'],
      [['due:date', 'dueFrom:boolean'], 'otherDueFrom'],
    ] as const) {
      const order = { name: 'Project', fields: [...fields], ownedBy: 'user' }
      assert.throws(() => resourceOf(order), suggestion)
    }
  })
})

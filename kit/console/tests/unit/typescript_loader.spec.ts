import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { folderWith } from '#tests/support/folder'
import { RUN_TYPESCRIPT } from '#tests/support/typescript_process'

/** Long enough to load the compiler on a busy machine. */
const TIMEOUT_MS = 60_000

const PROGRAM = `import 'reflect-metadata'
import { inject } from '@adonisjs/core'
import { answer } from './answer.js'
import rooms from './rooms.json' with { type: 'json' }

class Lamp {}

@inject()
class House {
  constructor(protected lamp: Lamp) {}
}

console.log(String([answer as number, Reflect.getMetadata('design:paramtypes', House)[0] === Lamp, rooms.length]))
if (process.argv[2]) throw new Error('broken')
`

async function houseWith(answer: number) {
  const folder = await folderWith({
    'main.ts': PROGRAM,
    'answer.ts': `export const answer = ${answer}`,
    'rooms.json': '["kitchen", "hall"]',
  })
  const compiled = app.makePath('tmp/compiled', relative(app.makePath(), folder.path))
  return {
    async run(...args: string[]) {
      const main = join(folder.path, 'main.ts')
      const { stdout } = await promisify(execFile)(process.execPath, [
        RUN_TYPESCRIPT,
        main,
        ...args,
      ])
      return stdout
    },
    change: (text: string) => writeFile(join(folder.path, 'answer.ts'), text),
    damage: (text: string) => writeFile(join(compiled, 'answer.ts.js'), text),
    async [Symbol.asyncDispose]() {
      await folder[Symbol.asyncDispose]()
      await rm(compiled, { recursive: true, force: true })
    },
  }
}

test.group('TypeScript loader', (group) => {
  group.each.timeout(TIMEOUT_MS)

  test('a program runs with the types of its decorated classes', async ({ assert }) => {
    await using house = await houseWith(42)

    assert.equal(await house.run(), '42,true,2\n')
    assert.equal(await house.run(), '42,true,2\n')
  })

  test('a changed file is compiled again', async ({ assert }) => {
    await using house = await houseWith(42)
    await house.run()
    await house.change('export const answer: number = 43')

    assert.equal(await house.run(), '43,true,2\n')
  })

  test('a half-written file in the cache is compiled again', async ({ assert }) => {
    await using house = await houseWith(42)
    await house.run()
    await house.damage('export const ans')

    assert.equal(await house.run(), '42,true,2\n')
  })

  test('a stack trace names the line of the source', async ({ assert }) => {
    await using house = await houseWith(42)

    await assert.rejects(() => house.run('break'), /main\.ts:14:\d/)
    await assert.rejects(() => house.run('break'), /main\.ts:14:\d/)
  })
})

import { test } from '@japa/runner'
import vine from '@vinejs/vine'
import { recordFile, keepFiles } from '#files/main'
import { SAMPLE_EXTENSIONS, sampleContent } from '#files/sample_file'
import { uploaded } from '#files/tests/support/paper'
import drive from '@adonisjs/drive/services/main'

const HTML = Buffer.from('<html><script>alert(1)</script></html>')
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')

function check(scan: unknown, extensions: readonly string[], size = '1 MB') {
  return vine.create({ scan: recordFile({ extensions, size }) }).validate({ scan })
}

const refusal = async (scan: unknown, extensions: readonly string[], size?: string) =>
  check(scan, extensions, size).then(
    () => undefined,
    ({ messages }) => messages[0].rule
  )

test.group('Files | validating', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  for (const extension of SAMPLE_EXTENSIONS) {
    test(`a file with the content of ${extension} is accepted`, async ({ assert }) => {
      const file = await uploaded(`Sample.${extension.toUpperCase()}`, sampleContent(extension))
      assert.isUndefined(await refusal(file, [extension]))
    })
  }

  const refused: [string, string, Buffer, string[]][] = [
    ['of another type', 'offer.png', sampleContent('png'), ['pdf']],
    ['whose name is of another type', 'offer.html', sampleContent('pdf'), ['pdf']],
    ['whose content is of another type', 'offer.pdf', sampleContent('png'), ['pdf', 'png']],
    ['whose content has no type', 'offer.pdf', HTML, ['pdf']],
    ['of SVG with the name of a picture', 'offer.png', SVG, ['png']],
    ['of a picture with the name of a text', 'offer.txt', sampleContent('png'), ['txt']],
    ['without a type', 'offer', sampleContent('pdf'), ['pdf']],
  ]
  for (const [kind, name, content, extensions] of refused) {
    test(`a file ${kind} is refused`, async ({ assert }) => {
      assert.equal(await refusal(await uploaded(name, content), extensions), 'file.extname')
    })
  }

  test('a file that is too large is refused', async ({ assert }) => {
    const file = await uploaded(
      'offer.pdf',
      Buffer.concat([sampleContent('pdf'), Buffer.alloc(1024)])
    )
    assert.equal(await refusal(file, ['pdf'], '1 KB'), 'file.size')
  })

  test('a text in the place of a file is refused', async ({ assert }) => {
    assert.equal(await refusal({ key: 'exports/1', name: 'x.pdf' }, ['pdf']), 'file')
  })

  test('formats that run scripts are stored as bytes only', async ({ assert }) => {
    for (const [name, content] of [
      ['a.html', HTML],
      ['a.svg', SVG],
    ] as const) {
      const values = await check(await uploaded(name, content), ['html', 'svg'])
      const { scan } = await keepFiles('papers', values)
      assert.equal(scan.type, 'application/octet-stream')
    }
  })
})

import { test } from '@japa/runner'
import { addMessage, removeMessage } from '#i18n/extraction/area_edits'
import { AreaFile } from '#i18n/extraction/area_file'

const AUTH = `{
  "//": "Labels of forms",
  "name": "Name",
  "email": "E-mail",
  "page": {
    "404": { "title": "Not found", "text": "It is not here." },
    "401": { "title": "Log in", "text": "You need an account." },
    "back": "Back"
  },
  "// last": "Of the end",
  "name.required": "Enter your name."
}
`

const file = (text = AUTH) => new AreaFile('resources/lang/en/auth.json', text)

test.group('Area files | Adding', () => {
  test('a new message comes last in its group, and nothing else changes', ({ assert }) => {
    assert.equal(
      addMessage(file(), 'page.forward'),
      AUTH.replace('"back": "Back"\n', '"back": "Back",\n    "forward": ""\n')
    )
  })

  test('in other locales a new message comes after its predecessor in the order', ({ assert }) => {
    const order = ['name', 'phone', 'email', 'page.404.title']
    assert.equal(
      addMessage(file(), 'phone', order),
      AUTH.replace('"name": "Name",\n', '"name": "Name",\n  "phone": "",\n')
    )
  })

  test('a message that is first in the order comes first, before the comment of the next one', ({
    assert,
  }) => {
    assert.equal(
      addMessage(file(), 'first', ['first', 'name']),
      AUTH.replace('{\n  "//"', '{\n  "first": "",\n  "//"')
    )
  })

  test('a missing group is created with its message', ({ assert }) => {
    assert.equal(
      addMessage(file(), 'page.new.deep.title', ['page.back', 'page.new.deep.title']),
      AUTH.replace(
        '"back": "Back"\n',
        '"back": "Back",\n    "new": {\n      "deep": {\n        "title": ""\n      }\n    }\n'
      )
    )
  })

  test('a one-line group stays on one line as long as it fits', ({ assert }) => {
    const once = addMessage(file(), 'page.404.help')
    assert.equal(once, AUTH.replace('"It is not here." }', '"It is not here.", "help": "" }'))

    const twice = addMessage(file(once), 'page.404.a_rather_long_name_for_a_message')
    assert.include(
      twice,
      '    "404": {\n      "title": "Not found",\n      "text": "It is not here.",\n      "help": "",\n' +
        '      "a_rather_long_name_for_a_message": ""\n    },\n'
    )
  })

  test('an empty file, tabs, line endings and a missing final newline are kept', ({ assert }) => {
    assert.equal(addMessage(file('{}\n'), 'a'), '{\n  "a": ""\n}\n')
    assert.equal(
      addMessage(file('{\n\t"a": ""\n}'), 'b.c'),
      '{\n\t"a": "",\n\t"b": {\n\t\t"c": ""\n\t}\n}'
    )
    assert.equal(
      addMessage(file('{\r\n    "a": ""\r\n}'), 'b'),
      '{\r\n    "a": "",\r\n    "b": ""\r\n}'
    )
  })

  test('one key cannot be both a message and a group', ({ assert }) => {
    assert.throws(() => addMessage(file(), 'name.first'), /auth\.json:3: .*"name" is a message/)
    assert.throws(() => addMessage(file(), 'page'), /auth\.json:5: .*it is a group/)
  })
})

test.group('Area files | Removing', () => {
  test('removing a message removes the comment before it', ({ assert }) => {
    assert.equal(
      removeMessage(file(), 'name'),
      AUTH.replace('  "//": "Labels of forms",\n  "name": "Name",\n', '')
    )
    assert.equal(
      removeMessage(file(), 'name.required'),
      AUTH.replace(',\n  "// last": "Of the end",\n  "name.required": "Enter your name."', '')
    )
  })

  test('removing the last message removes its group', ({ assert }) => {
    const one = removeMessage(file(), 'page.401.title')!
    assert.include(one, '"401": { "text": "You need an account." },')
    assert.notInclude(removeMessage(file(one), 'page.401.text'), '401')
  })

  test('removing the last message removes the file', ({ assert }) => {
    assert.isUndefined(removeMessage(file('{ "a": { "//": "Of b", "b": "B" } }'), 'a.b'))
  })
})

test.group('Area files | Reading', () => {
  test('messages are read in the order of the file, without comments', ({ assert }) => {
    const paths = file()
      .messages()
      .map(({ path }) => path)
    assert.deepEqual(paths.slice(0, 4), ['name', 'email', 'page.404.title', 'page.404.text'])
    assert.equal(paths.at(-1), 'name.required')
  })

  test('a syntax error is reported with its line', ({ assert }) => {
    assert.throws(
      () => file('{\n  "a": "A"\n  "b": "B"\n}'),
      /^resources\/lang\/en\/auth\.json:3: The file is not valid JSON: Expected ','/
    )
    assert.throws(() => file('{\n  "a": "A",\n'), /auth\.json:3: The file is not valid JSON/)
    assert.throws(() => file('{\n  "a": ["A"]\n}'), /auth\.json:2: "a" is neither a message/)
    assert.throws(
      () => file('{\n  "a": "A",\n  "a": "B"\n}'),
      /auth\.json:3: The key "a" exists twice/
    )
    assert.throws(() => file('[]'), /auth\.json:1: An area file is an object/)
  })
})

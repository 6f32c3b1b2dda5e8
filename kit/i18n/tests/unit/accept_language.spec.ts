import { test } from '@japa/runner'
import { acceptedLocale } from '#i18n/accept_language'

const LOCALES = ['en', 'ar', 'es']

test.group('Accept-Language', () => {
  for (const [header, locale] of [
    ['es', 'es'],
    ['ES', 'es'],
    ['es-MX', 'es'],
    ['ar-EG-u-nu-latn', 'ar'],
    ['es-MX,es;q=0.9,en;q=0.8', 'es'],
    ['es-MX,en;q=0.9,es;q=0.8', 'es'],
    ['en-GB,es', 'en'],
    ['es;q=0.8,en-GB;q=0.9', 'en'],
    ['fr;q=0.9, es;q=0.5, en;q=0.8', 'en'],
    ['es ; q=0.2 , ar ; q=0.3', 'ar'],
    ['fr', 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['fr, *;q=0.5', 'en'],
    ['es;q=0.5, *;q=0.1', 'es'],
    ['en;q=0.1, *;q=0.5', 'ar'],
  ]) {
    test(`"${header}" asks for ${locale}`, ({ assert }) => {
      assert.equal(acceptedLocale(header, LOCALES), locale)
    })
  }

  for (const [header, locale] of [
    ['es;q=0, es-MX', 'en'],
    ['es;q=0.000', 'en'],
    ['en;q=0, *', 'ar'],
    ['en;q=0', 'ar'],
    ['es-MX, *;q=0', 'es'],
    ['es-MX;q=0, es', 'es'],
    ['*;q=0', 'en'],
  ]) {
    test(`"${header}" gets ${locale}, because a quality of 0 excludes a language`, ({ assert }) => {
      assert.equal(acceptedLocale(header, LOCALES), locale)
    })
  }

  for (const [header, locale] of [
    ['es;q=abc, ar;q=0.1', 'ar'],
    ['es;q=, ar;q=0.1', 'ar'],
    ['es;q=-1', 'en'],
    ['es;q=2', 'es'],
    ['es;q=1e999', 'es'],
    [',,;;q=1,=,-,es-', 'en'],
    ['__proto__, constructor, toString', 'en'],
    ['\u0000, \uFFFF, <script>', 'en'],
    ['es_MX', 'en'],
    ['abcdefghi', 'en'],
  ]) {
    test(`the malformed parts of ${JSON.stringify(header)} are ignored`, ({ assert }) => {
      assert.equal(acceptedLocale(header, LOCALES), locale)
    })
  }

  test('a very long header is parsed quickly', ({ assert }) => {
    const hostile = 'en;q=0.1,es;q=0.1,ar;q=0.1,' + '*,'.repeat(8000)
    const start = performance.now()
    acceptedLocale(hostile, LOCALES)
    assert.isBelow(performance.now() - start, 20)
  })

  test('a regional locale serves every region of its language', ({ assert }) => {
    assert.equal(acceptedLocale('pt-PT', ['en', 'pt-BR']), 'pt-BR')
    assert.equal(acceptedLocale('pt-PT', ['en', 'pt-BR', 'pt']), 'pt')
    assert.equal(acceptedLocale('zh-Hant-TW', ['en', 'zh', 'zh-Hant']), 'zh-Hant')
  })
})

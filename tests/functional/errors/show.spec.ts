import { test } from '@japa/runner'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import { UserFactory } from '#database/factories/user_factory'
import HttpExceptionHandler from '#exceptions/handler'

test.group('Errors', () => {
  test("an unknown path is a 404 page in the app's style", async ({ assert, client }) => {
    const response = await client.get('/no/such/page')

    response.assertStatus(404)
    response.assertTextIncludes('Page not found')
    assert.match(response.header('content-type')!, /^text\/html/)
    assert.include(response.header('content-security-policy')!, "frame-ancestors 'none'")
  })

  test('an error page is in the language of the browser', async ({ client }) => {
    const response = await client.get('/no/such/page').header('accept-language', 'es-MX,es;q=0.9')

    response.assertTextIncludes('lang="es"')
    response.assertHeader('content-language', 'es')
  })

  test('a JSON request gets an error as problem details', async ({ assert, client }) => {
    const response = await client.get('/no/such/page').accept('json')

    response.assertStatus(404)
    assert.match(response.header('content-type')!, /^application\/problem\+json/)
    assert.containsSubset(response.body(), {
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'This page does not exist, or it has moved.',
    })
  })

  test('a form without its token is answered as expired', async ({ client }) => {
    const form = { email: 'ada@example.com', password: 'secret-password' }

    const html = await client.post('/login').form(form)
    html.assertStatus(419)
    html.assertTextIncludes('The page has expired')

    const json = await client.post('/login').form(form).accept('json')
    json.assertStatus(419)
    json.assertBodyContains({ status: 419, title: 'Page Expired' })
  })

  test('a failed Inertia form gets problem details, so that the page keeps the input', async ({
    assert,
    client,
  }) => {
    const response = await client.post('/login').json({}).withInertia()

    response.assertStatus(419)
    assert.isUndefined(response.header('x-inertia'))
    assert.match(response.header('content-type')!, /^application\/problem\+json/)
  })

  test('an invalid JSON request gets field, rule and message of each error', async ({ client }) => {
    const response = await client.post('/login').json({}).accept('json').withCsrfToken()

    response.assertStatus(422)
    response.assertBodyContains({
      status: 422,
      errors: [
        { field: 'email', rule: 'required', message: 'Enter an e-mail address.' },
        { field: 'password', rule: 'required', message: 'Enter your password.' },
      ],
    })
  })

  test('the message of a bug stays in the log (ASVS 13.4.2, 16.3.4, 16.5.1)', async ({
    assert,
  }) => {
    const ctx = new HttpContextFactory().create()
    ctx.request.request.headers.accept = 'application/json'
    await new HttpExceptionHandler().handle(new Error('the password is 1234'), ctx)

    assert.equal(ctx.response.getStatus(), 500)
    const body = JSON.stringify(ctx.response.getBody())
    assert.include(body, 'The fault is on our side')
    assert.notInclude(body, '1234')
  })

  test('an invalid query is a 422 page', async ({ client }) => {
    const response = await client.get('/notifications?page=two').loginAs(await UserFactory.create())

    response.assertStatus(422)
    response.assertTextIncludes('errors/show')
  })

  test('an expired link is a 403 page that says so', async ({ client }) => {
    const response = await client.get('/email-confirmations/1?key=any')

    response.assertStatus(403)
    response.assertTextIncludes('This link does not work')
  })

  test('a rate-limited request is a 429 page that says how long to wait', async ({
    assert,
    client,
  }) => {
    const tryIt = () =>
      client
        .post('/login')
        .form({ email: 'ada@example.com', password: 'secret-password' })
        .withCsrfToken()
    for (let tries = 0; tries < 5; tries++) await tryIt()

    const response = await tryIt()
    response.assertStatus(429)
    assert.match(response.text(), /Too many attempts\. Try again in \d+ second/)
  })
})

import { test } from '@japa/runner'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import { UserFactory } from '#database/factories/user_factory'
import { HOST } from '#http/tests/support/access_routes'

const visit = (client: ApiClient, path: string) =>
  client.get(`/access-tests/${path}`).header('host', HOST)

const send = (client: ApiClient, path: string) =>
  client.post(`/access-tests/${path}`).header('host', HOST).withCsrfToken().redirects(0)

/** Parts that differ between any two requests: ids of requests, tokens, and the id in the address. */
const VARYING = [
  /nonce-[\w+/=-]+|nonce="[^"]+"|content="[\w-]{16}"/g,
  /"(requestId|csrfToken)":"[^"]+"|XSRF-TOKEN=[^;]+|easystart-session=[^;]+/g,
  /view(\/|%2F)\d+|"(content-length|date|x-request-id)":"[^"]+"/g,
]

/** The status, headers and body of an answer, without the parts that always vary. */
function bytesOf(response: ApiResponse) {
  const { status, headers, text } = response.response
  const whole = JSON.stringify([status, headers]) + text
  return VARYING.reduce((rest, pattern) => rest.replace(pattern, '*'), whole)
}

test.group('Denials', () => {
  test('a denied page is a page of the app', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await visit(client, 'delete').loginAs(user).withInertia()

    response.assertStatus(403)
    response.assertBodyContains({
      component: 'errors/show',
      props: { detail: 'You are not allowed to see this page.', user: { id: user.id } },
    })
  })

  test('a guest gets the page too: {method}')
    .with([{ method: 'GET' }, { method: 'POST' }])
    .run(async ({ client }, { method }) => {
      const response = await (method === 'GET' ? visit : send)(client, 'delete')

      response.assertStatus(403)
      response.assertTextIncludes('No access')
    })

  test('a denied form gets a problem, in the language of the member: {locale}')
    .with([
      { locale: 'en', detail: 'You are not allowed to do this.' },
      { locale: 'es', detail: 'No tienes permiso para hacer esto.' },
      { locale: 'ar', detail: 'ليست لديك صلاحية لتنفيذ هذا الإجراء.' },
    ])
    .run(async ({ assert, client }, { locale, detail }) => {
      const user = await UserFactory.merge({ locale }).create()
      for (const request of [
        send(client, 'delete').withInertia(),
        send(client, 'delete').accept('json'),
      ]) {
        const response = await request.loginAs(user)

        response.assertStatus(403)
        response.assertHeader('content-type', 'application/problem+json')
        assert.containsSubset(response.body(), { title: 'Forbidden', status: 403, detail })
      }
    })

  test('the reason of a policy is translated', async ({ client }) => {
    const user = await UserFactory.merge({ locale: 'es' }).create()
    const response = await visit(client, 'update').loginAs(user).accept('json')

    response.assertStatus(403)
    response.assertBodyContains({
      detail: 'Demasiados intentos. Inténtalo de nuevo dentro de 2 segundos.',
    })
  })

  test('a record of somebody else answers as one that does not exist: {as}')
    .with([{ as: 'html' }, { as: 'json' }, { as: 'inertia' }])
    .run(async ({ assert, client }, { as }) => {
      const [user, other] = await UserFactory.createMany(2)
      const answers: string[] = []
      for (const id of [other.id, 999_999_999]) {
        const request = visit(client, `view/${id}`)
        if (as === 'json') request.accept('json')
        if (as === 'inertia') request.withInertia()
        const response = await request.loginAs(user)
        response.assertStatus(404)
        answers.push(bytesOf(response))
      }

      assert.equal(answers[0], answers[1])
    })

  test('members see their own record', async ({ client }) => {
    const user = await UserFactory.create()
    const response = await visit(client, `view/${user.id}`).loginAs(user)

    response.assertStatus(200)
    response.assertTextIncludes('the card')
  })
})

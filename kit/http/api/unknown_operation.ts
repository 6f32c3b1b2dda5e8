import router from '@adonisjs/core/services/router'
import { createError } from '@adonisjs/core/exceptions'
import { errors, type HttpContext } from '@adonisjs/core/http'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

const E_METHOD_NOT_ALLOWED = createError<[method: string]>(
  'The address does not accept %s',
  'E_METHOD_NOT_ALLOWED',
  405
)

/** Refuses what no operation of the API answers: 405 if the address has other methods, else 404. */
export function refuseUnknownOperation({ request, response, route }: HttpContext) {
  const path = request.url()
  const methods = METHODS.filter((method) => {
    const match = router.match(path, method, true)
    return match !== null && match.route.name !== route!.name
  })
  if (methods.length === 0) throw new errors.E_ROUTE_NOT_FOUND([request.method(), path])

  response.header('Allow', methods.join(', '))
  throw new E_METHOD_NOT_ALLOWED([request.method()])
}

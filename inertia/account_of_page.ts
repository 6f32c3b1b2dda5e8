import { router, usePage } from '@inertiajs/vue3'

/**
 * Tells the server for which account this page was rendered, because another tab may have logged in or out meanwhile.
 * Forms without scripts have a field for it. kit/http/forms/account.ts names the same header.
 */
export function nameAccountOfPage() {
  const page = usePage()
  router.on('before', ({ detail: { visit } }) => {
    const { user } = page.props
    if (visit.method !== 'get' && user) visit.headers['x-account'] = String(user.id)
  })
}

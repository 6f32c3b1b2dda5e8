import { fileURLToPath } from 'node:url'
import edge from 'edge.js'
import type { HttpContext, Router } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const controller = () => import('#local_services/mailbox/mailbox_controller')
const previews = () => import('#local_services/mailbox/mail_previews_controller')

export function addMailbox(router: Router) {
  edge.mount('local_services', fileURLToPath(new URL('./views', import.meta.url)))

  router
    .group(() => {
      router.get('/', [controller, 'index']).as('mailbox.index')
      router.post('/', [controller, 'clear']).as('mailbox.clear')
      router.get('newest', [controller, 'newest']).as('mailbox.newest')
      router.get(':id', [controller, 'show']).as('mailbox.show')
      router.get(':id/html', [controller, 'html']).as('mailbox.html')
    })
    .prefix('dev/mailbox')
    .use(allowInlineStyles)
}

export function addMailPreviews(router: Router) {
  router
    .group(() => {
      router.get('/', [previews, 'index']).as('mail_previews.index')
      router.get(':name', [previews, 'show']).as('mail_previews.show')
      router.get(':name/html', [previews, 'html']).as('mail_previews.html')
    })
    .prefix('dev/mails')
    .use(allowInlineStyles)
}

/** Mails have to carry their styles in their elements. */
function allowInlineStyles({ response }: HttpContext, next: NextFn) {
  const policy = String(response.getHeader('content-security-policy'))
  const others = policy.split(';').filter((directive) => !directive.startsWith('style-src'))
  const styles = `style-src 'self' 'unsafe-inline'`
  response.header('Content-Security-Policy', [styles, ...others].join(';'))
  return next()
}

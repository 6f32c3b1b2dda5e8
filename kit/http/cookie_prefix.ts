import app from '@adonisjs/core/services/app'

/**
 * The beginning of every cookie's name. Browsers accept a __Host- cookie only over HTTPS, from this exact host and for
 * every path, so a sibling domain cannot set one. Scripts read it from the attribute `data-cookie-prefix` of the page
 * (inertia/cookies.ts).
 */
export const COOKIE_PREFIX = app.inProduction ? '__Host-' : ''

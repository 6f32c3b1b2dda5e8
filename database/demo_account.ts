import { DateTime } from 'luxon'
import User from '#models/user'

/** The account for development that README.md names. It is created if it does not exist. */
export async function demoAccount() {
  const existing = await User.findBy('email', 'demo@example.com')
  if (existing) return existing

  const user = await User.create({
    name: 'Demo Person',
    email: 'demo@example.com',
    password: 'demo-password',
    locale: 'en',
    emailConfirmedAt: DateTime.now(),
  })
  for (const kind of ['signed_up', 'confirmed'] as const) {
    await user.recordEvent(kind, { ipAddress: '127.0.0.1', userAgent: null })
  }
  return user
}

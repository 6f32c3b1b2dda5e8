import { DateTime } from 'luxon'
import { BaseSeeder } from '@adonisjs/lucid/seeders'
import User from '#models/user'

/**
 * Creates the demo account for development. Running it again changes nothing.
 */
export default class extends BaseSeeder {
  static environment = ['development', 'test']

  async run() {
    const existing = await User.findBy('email', 'demo@example.com')
    if (existing) return

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
  }
}

import { BaseSeeder } from '@adonisjs/lucid/seeders'
import { demoAccount } from '#database/demo_account'

/**
 * Creates the demo account for development. Running it again changes nothing.
 */
export default class extends BaseSeeder {
  static environment = ['development', 'test']

  async run() {
    await demoAccount()
  }
}

import type { ApplicationService } from '@adonisjs/core/types'
import { BaseModel } from '@adonisjs/lucid/orm'
import { ReplicaAdapter } from '#postgres/replica'

/** Stands after the provider of Lucid, which sets the adapter of the models. */
export default class ReplicaProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    BaseModel.$adapter = new ReplicaAdapter(await this.app.container.make('lucid.db'))
  }
}

import { SavedViewSchema } from '#database/schema'
import { ActRefusedException } from '#exceptions/act_refused_exception'
import type User from '#models/user'

/** The lists that have saved views, by the names of their routes. */
export const LISTS_WITH_VIEWS = ['management.users.index'] as const
export type ListWithViews = (typeof LISTS_WITH_VIEWS)[number]

const MOST_OF_A_LIST = 50

/** The choice in the address of a list, under a name of its owner. */
export default class SavedView extends SavedViewSchema {
  declare list: ListWithViews

  static async of(user: User, list: ListWithViews) {
    const views = await this.query().where({ userId: user.id, list }).orderBy('name')
    return views.map(({ id, name, choice }) => ({ id, name, choice }))
  }

  /** @throws ActRefusedException for more views than anybody needs */
  static async add(user: User, values: Pick<SavedView, 'list' | 'name' | 'choice'>) {
    const views = await this.of(user, values.list)
    if (views.length >= MOST_OF_A_LIST) {
      throw new ActRefusedException('Too many saved views', 'saved_views.too_many')
    }
    return this.create({ ...values, userId: user.id })
  }
}

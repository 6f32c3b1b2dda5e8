import type { HttpContext } from '@adonisjs/core/http'
import Group from '#models/group'
import User from '#models/user'
import GroupPolicy from '#policies/group_policy'
import UserPolicy from '#policies/user_policy'
import { runBatch } from '#services/user_batch'
import { createUserBatchValidator } from '#validators/user'

/** An act on several accounts of the list. */
export default class UserBatchesController {
  async store({ bouncer, request, response, session, t }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('updateSome')
    const { act, ids, group: groupId } = await request.validateUsing(createUserBatchValidator)
    const group = groupId ? await Group.findOrFail(groupId) : undefined
    if (group) await bouncer.with(GroupPolicy).authorize('update', group)

    const allowed: User[] = []
    for (const user of await User.findMany(ids)) {
      if (await bouncer.with(UserPolicy).allows('update', user)) allowed.push(user)
    }
    const count = await runBatch(act, allowed, group)

    const total = ids.length
    if (count < total) session.flash('error', t('users.batch_partly', { count, total }))
    else session.flash('success', t('users.batch_done', { count }))
    return response.redirect().withQs().back()
  }
}

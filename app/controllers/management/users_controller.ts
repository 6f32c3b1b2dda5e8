import { errors } from '@vinejs/vine'
import type { HttpContext } from '@adonisjs/core/http'
import { sessionsOf } from '#http/account/account_sessions'
import AccountEvent from '#models/account_event'
import DataExport from '#models/data_export'
import Impersonation from '#models/impersonation'
import Group from '#models/group'
import SavedView from '#models/saved_view'
import User from '#models/user'
import GroupPolicy from '#policies/group_policy'
import UserPolicy from '#policies/user_policy'
import UserAdministration from '#services/user_administration'
import AccountEventTransformer from '#transformers/account_event_transformer'
import BrowserSessionTransformer from '#transformers/browser_session_transformer'
import GroupTransformer from '#transformers/group_transformer'
import ImpersonationTransformer from '#transformers/impersonation_transformer'
import AccountTransformer from '#transformers/account_transformer'
import DataExportTransformer from '#transformers/data_export_transformer'
import { listAccountEventsValidator } from '#validators/account_event'
import { createUserValidator, listUsersValidator, updateUserValidator } from '#validators/user'

export default class UsersController {
  async index({ auth, bouncer, inertia, request }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('list')
    const { filters, choice } = await request.choose(listUsersValidator)
    const { rows, metadata } = await User.list({ ...filters })
    const user = auth.getUserOrFail()
    const groups = await Group.query().orderBy('name')
    const reachable = await Group.reachableBy(user, groups)
    const mayExport = await bouncer.with(UserPolicy).allows('export')
    const listExport = mayExport && (await DataExport.latestOf(user, 'users'))

    return inertia.render('management/users/index', {
      choice,
      users: AccountTransformer.paginate(rows, metadata),
      views: await SavedView.of(user, 'management.users.index'),
      can: {
        create: await bouncer.with(UserPolicy).allows('create'),
        update: await bouncer.with(UserPolicy).allows('updateSome'),
        export: mayExport,
      },
      groups: GroupTransformer.transform(groups).useVariant('forChoice'),
      reachable: GroupTransformer.transform(reachable).useVariant('forChoice'),
      listExport: listExport ? new DataExportTransformer(listExport).toObject() : null,
    })
  }

  async create({ auth, bouncer, inertia }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('create')
    const groups = await Group.reachableBy(auth.getUserOrFail())
    return inertia.render('management/users/create', {
      groups: GroupTransformer.transform(groups).useVariant('forChoice'),
    })
  }

  async store({ bouncer, request, response, session, t }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('create')
    const { groups: ids = [], ...details } = await request.validateUsing(createUserValidator)
    const groups = await Group.findMany(ids)
    for (const group of groups) await bouncer.with(GroupPolicy).authorize('update', group)
    const account = await UserAdministration.create(details, groups)
    if (!account) {
      const message = t('invitations.taken')
      throw new errors.E_VALIDATION_ERROR([{ field: 'email', rule: 'taken', message }])
    }

    session.flash('success', t('users.created', { name: account.name }))
    return response.redirect().toRoute('management.users.show', { id: account.id })
  }

  async edit({ bouncer, inertia, params }: HttpContext) {
    const account = await User.findOrFail(params.id)
    await bouncer.with(UserPolicy).authorize('update', account)
    return inertia.render('management/users/edit', {
      account: AccountTransformer.transform(account),
    })
  }

  async update({ bouncer, params, request, response, session, t }: HttpContext) {
    const account = await User.findOrFail(params.id)
    await bouncer.with(UserPolicy).authorize('update', account)
    const values = await request.validateUsing(updateUserValidator)
    await UserAdministration.update(account, values)

    session.flash('success', t('users.updated', { name: values.name }))
    return response.redirect().toRoute('management.users.show', { id: account.id })
  }

  /** The days of the filter are days in the reader's time zone. */
  async show({ bouncer, formats, inertia, params, request }: HttpContext) {
    const account = await User.findOrFail(params.id)
    await bouncer.with(UserPolicy).authorize('view', account)
    const { filters, choice } = await request.choose(listAccountEventsValidator)
    const { from, to, ...rest } = filters
    const events = await AccountEvent.list({
      ...rest,
      ...(from && { since: formats.startOfDay(from) }),
      ...(to && { before: formats.endOfDay(to) }),
      user: account,
    })
    const sessions = await sessionsOf(account.id)
    const impersonations = await Impersonation.latestOf(account)
    const access = await account.access()

    return inertia.render('management/users/show', {
      choice,
      account: AccountTransformer.transform(account),
      groups: access.groups.map(({ id, name }) => ({ id, name })),
      sessions: sessions.map((one) => new BrowserSessionTransformer(one).toObject()),
      impersonations: impersonations.map((one) => new ImpersonationTransformer(one).toObject()),
      events: AccountEventTransformer.paginate(events.rows, events.metadata),
      can: {
        update: await bouncer.with(UserPolicy).allows('update', account),
        delete: await bouncer.with(UserPolicy).allows('delete', account),
        impersonate: await bouncer.with(UserPolicy).allows('impersonate', account),
      },
    })
  }
}

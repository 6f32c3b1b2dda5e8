import db from '@adonisjs/lucid/services/db'
import { RegistrationFactory } from '#database/factories/registration_factory'
import EraseAccounts from '#jobs/erase_accounts'
import AccountDeletion from '#models/account_deletion'
import DataExport from '#models/data_export'
import EmailChange from '#models/email_change'
import Group from '#models/group'
import PasswordReset from '#models/password_reset'
import type User from '#models/user'
import queue from '#queue/main'
import { accessTokenOf } from '#tests/support/access_token'
import { confirmationLink, sessionOfStarter } from '#tests/support/confirmation_link'
import {
  NEW_PASSWORD,
  NOWHERE,
  send,
  type Flow,
  type Flows,
} from '#tests/support/event_flows/stage'

const address = () => `new.${crypto.randomUUID()}@example.com`

async function linkOf(user: User) {
  const change = await EmailChange.request(user, address(), NOWHERE)
  await queue.drain()
  return { change, token: await change.issueLink() }
}

async function undoLinkOf(user: User) {
  const { change, token } = await linkOf(user)
  await EmailChange.confirm(token, NOWHERE)
  await queue.drain()
  await change.refresh()
  return change.issueUndoLink()
}

/** A sign-up whose link is opened and confirmed. */
const confirmation: Flow = async ({ client }) => {
  const registration = await RegistrationFactory.create()
  const link = confirmationLink(registration)
  return () => send(client, `POST ${link}`, { session: sessionOfStarter(registration) })
}

async function becomeAdministrator(user: User) {
  const administrators = await Group.administrators()
  await administrators.add([user.id], NOWHERE)
  await user.refresh()
}

const deletionOf = (user: User) => AccountDeletion.request(user, 'deletion_requested', NOWHERE)

export const ACCOUNT_FLOWS: Flows<
  | 'signed_up'
  | 'confirmed'
  | 'password_reset'
  | 'email_change_requested'
  | 'email_change_cancelled'
  | 'email_changed'
  | 'email_change_undone'
  | 'access_tokens_revoked'
  | 'export_requested'
  | 'export_downloaded'
  | 'list_exported'
  | 'list_downloaded'
  | 'deletion_requested'
  | 'deletion_undone'
  | 'account_erased'
> = {
  signed_up: confirmation,
  confirmed: confirmation,
  async password_reset({ client, user }) {
    const { token } = (await PasswordReset.issue(user, crypto.randomUUID()))!
    const form = { password: NEW_PASSWORD }
    return () => send(client, `POST /password-resets/${token}`, { form })
  },
  async email_change_requested({ client, user }) {
    return () => send(client, 'POST /settings/email', { form: { email: address() }, user })
  },
  async email_change_cancelled({ client, user }) {
    await linkOf(user)
    return () => send(client, 'DELETE /settings/email', { user })
  },
  async email_changed({ client, user }) {
    const { token } = await linkOf(user)
    return () => send(client, `POST /email-changes/${token}`, { user })
  },
  async email_change_undone({ client, user }) {
    const token = await undoLinkOf(user)
    return () => send(client, `POST /email-changes/${token}/undo`)
  },
  async access_tokens_revoked({ client, user }) {
    await accessTokenOf(user)
    const token = await undoLinkOf(user)
    return () => send(client, `POST /email-changes/${token}/undo`)
  },
  async export_requested({ client, user }) {
    return () => send(client, 'POST /settings/data/export', { user })
  },
  async export_downloaded({ client, user }) {
    await DataExport.request(user, NOWHERE)
    await queue.drain()
    return () => send(client, 'GET /settings/data/export', { user })
  },
  async list_exported({ client, user }) {
    await becomeAdministrator(user)
    return () => send(client, 'POST /management/users/export', { user })
  },
  async list_downloaded({ client, user }) {
    await becomeAdministrator(user)
    await DataExport.request(user, NOWHERE, { list: 'users', choice: {} })
    await queue.drain()
    return () => send(client, 'GET /management/users/export', { user })
  },
  async deletion_requested({ client, user }) {
    return () => send(client, 'POST /settings/data/deletion', { user })
  },
  async deletion_undone({ client, user }) {
    await deletionOf(user)
    await queue.drain()
    const { token } = (await AccountDeletion.issueUndoLink(user))!
    return () => send(client, `POST /account-deletions/${token}/undo`)
  },
  async account_erased({ user }) {
    await deletionOf(user)
    const past = new Date(Date.now() - 3_600_000)
    await db.from('users').where('id', user.id).update({ deletes_at: past })
    return () => EraseAccounts.dispatch({})
  },
}

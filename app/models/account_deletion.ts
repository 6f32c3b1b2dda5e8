import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { deletion } from '#config/personal_data'
import { createLinkToken, hashOfLinkToken } from '#http/account/link_token'
import queue from '#queue/main'
import DeleteFiles from '#jobs/delete_files'
import ForgetJobRuns from '#jobs/forget_job_runs'
import SendAccountDeletionMail from '#jobs/send_account_deletion_mail'
import AccountEvent, { type EventOrigin } from '#models/account_event'
import { keepAnAdministrator } from '#models/administrators'
import AvatarUpload from '#models/avatar_upload'
import DataExport from '#models/data_export'
import User from '#models/user'
import { hiddenRunsOf, personalTablesOf } from '#services/personal_rows'

type Wish = 'deletion_requested' | 'deletion_ordered'

/**
 * The end of an account. It waits for some days (`users.deletes_at`), in which the owner can undo it by a link in a mail
 * or by logging in. Then a job erases the account.
 */
export default class AccountDeletion {
  /**
   * Ends all sessions and the links in mails. An account that is being deleted already keeps its day.
   * @param kind whether the owner or an administrator wants it
   * @throws LastAdministratorException
   */
  static async request({ id }: User, kind: Wish, origin: EventOrigin) {
    return keepAnAdministrator(async (trx) => {
      const user = await User.lock(id, trx)
      if (user.deletesAt) return user

      const deletesAt = DateTime.now().plus({ days: deletion.graceDays })
      await user.merge({ deletesAt }).save()
      await trx.from('password_resets').where('user_id', id).delete()
      await trx.from('email_changes').where('user_id', id).whereNull('confirmed_at').delete()
      await user.logOutEverywhere(kind, origin)
      await queue.dispatch(SendAccountDeletionMail, { userId: id }, { trx })
      return user
    })
  }

  /** Creates the link that undoes the deletion, in the place of the one before. */
  static async issueUndoLink({ id }: User) {
    return db.transaction(async (trx) => {
      const user = await User.lock(id, trx)
      if (!user.deletesAt) return null

      const { token, hash } = createLinkToken()
      await user.merge({ deletionTokenHash: hash }).save()
      return { token, deletesAt: user.deletesAt }
    })
  }

  static findPending(token: string, client?: TransactionClientContract) {
    return User.query({ client })
      .where('deletion_token_hash', hashOfLinkToken(token))
      .whereNotNull('deletes_at')
      .first()
  }

  /**
   * @returns the account, or null for a link that is used or unknown
   */
  static async undo(token: string, origin: EventOrigin) {
    const user = await this.findPending(token)
    return user && this.keep(user, origin, token)
  }

  /**
   * Keeps the account: the link and the log-in can be used at the same moment, but only one of them undoes it.
   * @returns null if the deletion is undone already
   */
  static async keep({ id }: User, origin: EventOrigin, token?: string) {
    return db.transaction(async (trx) => {
      const user = await User.query({ client: trx }).where({ id }).forUpdate().first()
      const isRight = !token || user?.deletionTokenHash === hashOfLinkToken(token)
      if (!user?.deletesAt || !isRight) return null

      await user.merge({ deletesAt: null, deletionTokenHash: null }).save()
      await user.recordEvent('deletion_undone', origin)
      return user
    })
  }

  /** The accounts whose days are over. */
  static async findDue() {
    return User.query().where('deletes_at', '<=', db.raw('now()')).select('id')
  }

  /**
   * Erases the account with all its rows and files. One event without a name remains. A no-op for an account that is
   * kept or erased meanwhile.
   */
  static async erase(id: number) {
    await db.transaction(async (trx) => {
      const due = User.query({ client: trx })
        .where({ id })
        .where('deletes_at', '<=', db.raw('now()'))
      const user = await due.forUpdate().first()
      if (!user) return

      const folders = await this.#foldersOf(user, trx)
      if (folders.length > 0) await queue.dispatch(DeleteFiles, { folders }, { trx })
      const runIds = await hiddenRunsOf(user, trx)
      if (runIds.length > 0) await queue.dispatch(ForgetJobRuns, { runIds }, { trx })
      for (const table of await personalTablesOf(user, trx)) await table.erase()
      await AccountEvent.create({ kind: 'account_erased' }, { client: trx })
    })
  }

  static async #foldersOf({ id, avatar }: User, client: TransactionClientContract) {
    const upload = await AvatarUpload.query({ client }).where('user_id', id).first()
    const exports = await DataExport.query({ client }).where('user_id', id)
    return [
      ...(avatar ? [AvatarUpload.folderOf(avatar)] : []),
      ...(upload?.folders ?? []),
      ...exports.map((one) => DataExport.folderOf(one.id)),
    ]
  }
}

import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'

type Transaction = TransactionClientContract['knexClient']
type Handler = () => Promise<void> | void

/**
 * Calls the handler as soon as the observer can see the writes of a transaction. For a savepoint, this is after the
 * commit of the outermost transaction, even if the savepoint itself was rolled back.
 * @param observer may be in a transaction itself, as in a test with a global transaction
 */
export function afterCommit(
  trx: TransactionClientContract,
  observer: QueryClientContract,
  handler: Handler
) {
  const outermost = around(trx, observer).at(-1)
  if (outermost) after('commit', outermost, handler)
  else trx.after('commit', handler)
}

/**
 * Calls the handler when the writes of a transaction are undone: after its rollback, or the rollback of an outer one.
 */
export function afterRollback(trx: TransactionClientContract, handler: Handler) {
  trx.after('rollback', handler)
  for (const outer of around(trx)) after('rollback', outer, handler)
}

function around(trx: TransactionClientContract, observer?: QueryClientContract) {
  const transactions: Transaction[] = []
  let outer = trx.knexClient.parentTransaction
  while (outer && outer !== observer?.getWriteClient()) {
    transactions.push(outer)
    outer = outer.parentTransaction
  }
  return transactions
}

/**
 * Works like Lucid's own `after`, and also ignores errors of the handler. Lucid's `after` of a savepoint covers only
 * the savepoint itself: its outer transactions are known to Knex, but not to Lucid.
 */
function after(ending: 'commit' | 'rollback', transaction: Transaction, handler: Handler) {
  const end = transaction[ending]
  transaction[ending] = (async (value: unknown) => {
    const result = await end(value)
    await Promise.try(handler).catch(() => undefined)
    return result
  }) as never
}

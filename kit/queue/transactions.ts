import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'

type Transaction = TransactionClientContract['knexClient']
type Handler = () => Promise<void> | void

/**
 * Calls the handler once the observer can see what a transaction has written: what is in a savepoint, after the commit
 * of the outermost transaction around it, even if the savepoint itself was rolled back.
 * @param observer may be in a transaction itself, which all of a test is
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
 * Calls the handler when what a transaction has written is gone: after its rollback, or that of one around it.
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
 * As Lucid's own `after`, which keeps the handler's errors for itself too. A savepoint has that for its own end only:
 * what is around it Knex knows, and not Lucid.
 */
function after(ending: 'commit' | 'rollback', transaction: Transaction, handler: Handler) {
  const end = transaction[ending]
  transaction[ending] = (async (value: unknown) => {
    const result = await end(value)
    await Promise.try(handler).catch(() => undefined)
    return result
  }) as never
}

import type { BrokerFault } from '#queue/drivers/driver'
import type { ManagedQueue, RabbitmqManagement } from '#queue/drivers/rabbitmq/management'
import type { RabbitmqTopology } from '#queue/drivers/rabbitmq/topology'

/** Settings of a policy that take jobs out of a queue before they run. */
const REMOVERS = ['message-ttl', 'expires', 'max-length', 'max-length-bytes']

/** More copies than that make a queue slower and hardly safer. */
const ENOUGH_COPIES = 3

/** Compares the queues of the app with what it has declared, and with the nodes that run. */
export async function examineRabbitmq(
  management: RabbitmqManagement,
  { declarations }: RabbitmqTopology
): Promise<BrokerFault[]> {
  try {
    const nodes = await management.countNodes().catch(() => undefined)
    const faults: BrokerFault[] = []
    for (const [name, args] of Object.entries(declarations)) {
      faults.push(...faultsOf(await management.queue(name), args, nodes))
    }
    return faults
  } catch (error) {
    const message = `Policies and copies of the queues could not be checked: ${management.origins}: ${(error as Error).message}`
    const remedy =
      'Enable rabbitmq_management and give the user of AMQP_URL the tag "management", or set AMQP_MANAGEMENT_URL'
    return [{ isProblem: false, message, remedy }]
  }
}

/**
 * @param declared the arguments that the app gives the queue
 * @param nodes the number of nodes of the cluster, if it is known
 */
export function faultsOf(
  queue: ManagedQueue,
  declared: Record<string, string | number>,
  nodes?: number
): BrokerFault[] {
  return [
    ...ofArguments(queue, declared),
    ...ofPolicy(queue, declared),
    ...ofMajority(queue),
    ...ofCopies(queue, nodes),
  ]
}

function ofArguments({ name, type, arguments: found }: ManagedQueue, declared: object) {
  const remedy = `Empty and delete the queue, then start a worker: it declares it anew`
  if (type !== 'quorum') {
    return [problem(`The queue ${name} is a ${type} queue, which one node alone has`, remedy)]
  }
  return Object.entries(declared)
    .filter(([argument, value]) => found[argument] !== value)
    .map(([argument, value]) =>
      problem(
        `The queue ${name} has ${argument} ${found[argument] ?? 'not set'} instead of ${value}`,
        remedy
      )
    )
}

/** The arguments of a queue win over a policy, except for limits: there the lower one counts. */
function ofPolicy(queue: ManagedQueue, declared: Record<string, string | number>) {
  const { name, effective_policy_definition: settings = {} } = queue
  const limit = settings['delivery-limit']
  const lowers = typeof limit === 'number' && limit < Number(declared['x-delivery-limit'])
  const wrong = REMOVERS.filter((setting) => setting in settings)
  if (lowers) wrong.push('delivery-limit')
  const policies = [queue.policy, queue.operator_policy].filter(Boolean).join(' and ')
  return wrong.map((setting) =>
    problem(
      `The policy ${policies} gives the queue ${name} ${setting} ${settings[setting]}, so RabbitMQ takes jobs out of it`,
      'Let the pattern of the policy leave out this queue: rabbitmqctl list_policies, rabbitmqctl list_operator_policies'
    )
  )
}

function ofMajority({ name, members = [], online = [] }: ManagedQueue): BrokerFault[] {
  if (online.length >= members.length) return []
  const message = `${online.length} of ${members.length} nodes with the queue ${name} run`
  const remedy = `Start the others: ${members.filter((one) => !online.includes(one)).join(', ')}`
  if (online.length * 2 > members.length) return [{ isProblem: false, message, remedy }]
  return [problem(`${message}: it accepts no job without a majority`, remedy)]
}

/** A queue that was declared before the other nodes joined has no copy on them. */
function ofCopies({ name, members = [] }: ManagedQueue, nodes = 1): BrokerFault[] {
  const wanted = Math.min(nodes, ENOUGH_COPIES)
  if (members.length === 0 || members.length >= wanted) return []
  const message = `The queue ${name} is on ${members.length} of ${nodes} nodes`
  const remedy = `Run on each of the others: rabbitmq-queues grow NODE all --queue-pattern '^${name}$'`
  return [{ isProblem: false, message, remedy }]
}

function problem(message: string, remedy: string): BrokerFault {
  return { isProblem: true, message, remedy }
}

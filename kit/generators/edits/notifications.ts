import { SyntaxKind } from 'ts-morph'
import { classOf, editCode, parseCode } from '#generators/syntax/code'
import type { Name } from '#generators/name'

/** The method of a notification that sends the mail of `make:mail` in place of the one that all notifications have. */
const mailFor = (snake: string) => `
  mailFor(userId: number) {
    return { job: () => import('#jobs/send_${snake}_mail'), payload: { userId } }
  }`

/** Lets a notification send the mail with its name, unless it says already which one it sends. */
export function useMail(text: string, { snake }: Name) {
  return editCode(text, (file) => {
    const notification = classOf(file)
    if (notification && !notification.getInstanceMethod('mailFor')) {
      notification.addMember(mailFor(snake))
    }
  })
}

/** Whether a job that sends a mail needs nothing but the id of the reader. */
export function needsOnlyUser(job: string) {
  const handle = classOf(parseCode(job))?.getInstanceMethod('handle')
  const payload = handle?.getParameters()[0]?.getTypeNode()?.asKind(SyntaxKind.TypeLiteral)
  return (
    payload
      ?.getProperties()
      .map((property) => property.getName())
      .join() === 'userId'
  )
}

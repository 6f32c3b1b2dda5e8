/** An address in a text: its scheme, its account, and the rest up to its query. */
const ADDRESS = /([a-z][a-z\d+.-]*:\/\/)([^\s/?#@]*@)?([^\s?#"'<>]*)([?#][^\s"'<>)]*)?/gi

const E_MAIL = /[\w.!#$%&*+=?^{|}~-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}/gi

/** A shorter value is likely to be a part of another word. */
const SHORTEST_VALUE = 6

/**
 * Takes out of the message or the stack of an error: the account and the query of each address, e-mail addresses, and
 * the given values, which are those of the request.
 */
export function cleanText(text: string, values: string[] = []) {
  const withoutValues = values
    .filter(({ length }) => length >= SHORTEST_VALUE)
    .sort((one, other) => other.length - one.length)
    .reduce((rest, value) => rest.replaceAll(value, '…'), text)
  return withoutValues
    .replaceAll(
      ADDRESS,
      (_whole, scheme: string, account: string | undefined, rest: string, query?: string) =>
        `${scheme}${account ? '…@' : ''}${rest}${query ? '?…' : ''}`
    )
    .replaceAll(E_MAIL, '…')
}

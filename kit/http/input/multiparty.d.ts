declare module '@poppinss/multiparty' {
  import { type Writable } from 'node:stream'

  /** The members that kit/http/input/guard_multipart.ts replaces. */
  interface Form extends Writable {
    error: Error | null
    handleError(error: unknown): void
    onParsePartBegin(): void
    onParseHeaderField(bytes: Buffer): void
    onParseHeaderValue(bytes: Buffer): void
  }

  const multiparty: { Form: { new (): Form; prototype: Form } }
  export default multiparty
}

declare module '@poppinss/multiparty' {
  import { type EventEmitter } from 'node:events'

  const multiparty: { Form: new () => EventEmitter }
  export default multiparty
}

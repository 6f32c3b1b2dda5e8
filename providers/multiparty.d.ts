declare module '@poppinss/multiparty' {
  import { EventEmitter } from 'node:events'

  const multiparty: { Form: new () => EventEmitter }
  export default multiparty
}

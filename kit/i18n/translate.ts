/**
 * Extended by `.adonisjs/server/messages.d.ts`, which is generated from the catalogues.
 * @public
 */
export interface GeneratedMessages {}

/** The type of `t`, with the keys of the catalogues and the values that each needs. */
export type Translator = GeneratedMessages extends { translate: infer Typed }
  ? Typed
  : (key: string, values?: object) => string

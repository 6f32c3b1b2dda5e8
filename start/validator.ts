import { HttpRequest, RequestValidator } from '@adonisjs/core/http'
import { Vine } from '@vinejs/vine'
import { VineLocalDate } from '#validators/types/local_date'
import { VineLocalNumber } from '#validators/types/local_number'

Vine.macro('localNumber', () => new VineLocalNumber())
Vine.macro('localDate', () => new VineLocalDate())

/** As the framework has them, with the region of the request for the types that read by locale. */
HttpRequest.macro('validateUsing', function (this: HttpRequest, validator, ...[options]) {
  return new RequestValidator(this.ctx!).validateUsing(validator, withFormats(this, options))
})
HttpRequest.macro('tryValidateUsing', function (this: HttpRequest, validator, ...[options]) {
  return new RequestValidator(this.ctx!).tryValidateUsing(validator, withFormats(this, options))
})

function withFormats<Options extends { meta?: object }>(request: HttpRequest, options?: Options) {
  return { ...options, meta: { formats: request.ctx!.formats, ...options?.meta } } as any
}

declare module '@vinejs/vine' {
  interface Vine {
    /** A number as it is written in the region of the request, such as `1.234,5`. */
    localNumber(): VineLocalNumber

    /** A date as it is written in the region of the request, such as `31/12/2026`. Gives an ISO date. */
    localDate(): VineLocalDate
  }
}

import { HttpRequest, RequestValidator } from '@adonisjs/core/http'
import { Vine } from '@vinejs/vine'
import { VineLocalDate } from '#i18n/validation/local_date'
import { VineLocalNumber } from '#i18n/validation/local_number'

Vine.macro('localNumber', () => new VineLocalNumber())
Vine.macro('localDate', () => new VineLocalDate())

/** Passes the request's formats to the validator, for the types that parse in the reader's notation. */
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
    /** A number in the notation of the request's region, such as `1.234,5`. */
    localNumber(): VineLocalNumber

    /** A date in the notation of the request's region, such as `31/12/2026`. The output is an ISO date. */
    localDate(): VineLocalDate
  }
}

import { HttpRequest, RequestValidator } from '@adonisjs/core/http'
import { Vine } from '@vinejs/vine'
import { VineLocalDate } from '#i18n/validation/local_date'
import { VineLocalDateTime } from '#i18n/validation/local_date_time'
import { VineLocalDecimal } from '#i18n/validation/local_decimal'
import { VineLocalNumber } from '#i18n/validation/local_number'
import { VineLocalTime } from '#i18n/validation/local_time'
import { textList } from '#i18n/validation/text_list'

Vine.macro('localNumber', () => new VineLocalNumber())
Vine.macro('localDecimal', () => new VineLocalDecimal())
Vine.macro('localDate', () => new VineLocalDate())
Vine.macro('localTime', () => new VineLocalTime())
Vine.macro('localDateTime', () => new VineLocalDateTime())
Vine.macro('textList', textList)

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

    /** The same for money and other exact amounts. The output is a decimal such as `1234.50`. */
    localDecimal(): VineLocalDecimal

    /** A date in the notation of the request's region, such as `31/12/2026`. The output is an ISO date. */
    localDate(): VineLocalDate

    /** A time of day in the notation of the request's region, such as `2:05 PM`. The output is `14:05`. */
    localTime(): VineLocalTime

    /** A date and time in the notation and time zone of the request's region. The output is a Luxon DateTime. */
    localDateTime(): VineLocalDateTime

    /** A list of texts, or one text with commas, as `<TagsField>` sends it. */
    textList: typeof textList
  }
}

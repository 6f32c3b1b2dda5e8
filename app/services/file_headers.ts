import type DataExport from '#models/data_export'

/** The headers of a file that no cache keeps and no browser shows. */
export function fileHeaders({ createdAt, list, size }: DataExport) {
  const [type, name] = list ? ['text/csv; charset=utf-8', list] : ['application/zip', 'data']
  const fileName = `${name}-${createdAt.toUTC().toISODate()}.${list ? 'csv' : 'zip'}`
  return {
    'Content-Type': type,
    'Content-Length': String(size),
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Content-Security-Policy': `default-src 'none'; sandbox`,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
}

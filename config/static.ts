import { defineConfig } from '@adonisjs/static'
import { plainHeaders } from '#http/plain_headers'

const staticServerConfig = defineConfig({
  enabled: true,
  etag: true,
  lastModified: true,
  dotFiles: 'ignore',
  immutable: true,
  maxAge: '1y',
  headers: () => plainHeaders,
})

export default staticServerConfig

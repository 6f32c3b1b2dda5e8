import { fileURLToPath } from 'node:url'
import { LocalServices } from './local_services.ts'

/**
 * The local services of this checkout, in the environment of NODE_ENV: import it after the environment is read.
 * A child process that shall use its parent's services gets `directory` in LOCAL_SERVICES_DIR.
 */
const localServices = new LocalServices({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  environment: process.env.NODE_ENV === 'test' ? 'test' : 'development',
  directory: process.env.LOCAL_SERVICES_DIR,
})

export default localServices

import { fileURLToPath } from 'node:url'
import { LocalServices } from './local_services.ts'

/**
 * The local services of this checkout for the environment in NODE_ENV: import it after the environment is loaded. A
 * child process uses its parent's services if LOCAL_SERVICES_DIR is set to `directory`.
 */
const localServices = new LocalServices({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  environment: process.env.NODE_ENV === 'test' ? 'test' : 'development',
  directory: process.env.LOCAL_SERVICES_DIR,
})

export default localServices

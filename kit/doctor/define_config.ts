export interface DoctorConfig {
  /** The public address of the app. */
  appUrl: string
  appKey: string
  /** Whether a proxy is trusted to name the address of the client. */
  trustsProxy: boolean
  /** Whether connections to other machines may do without TLS. */
  allowsPlainConnections: boolean
  /** The most database connections of one process. */
  pool: number
  /** Folders in which the app stores files. */
  folders: string[]
  /** The mail server, as Nodemailer wants it. */
  mail: object
  /** Extensions of PostgreSQL that the migrations need. */
  extensions: string[]
  /** The collectors of traces and errors, by their variables. */
  collectors: Record<string, string | undefined>
}

export function defineConfig(config: DoctorConfig): DoctorConfig {
  return config
}

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { folderWith } from '#tests/support/folder'

/**
 * Creates a certificate that signs itself.
 * @param name in the form of OpenSSL, such as `DNS:localhost` or `IP:127.0.0.1`
 * @returns the paths of the key and the certificate
 */
export async function certificateFor(name: string) {
  const folder = await folderWith({})
  const [key, cert] = ['key.pem', 'cert.pem'].map((file) => join(folder.path, file))
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2']
  const names = ['-subj', '/CN=localhost', '-addext', `subjectAltName=${name}`]
  execFileSync('openssl', [...request, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  return { key, cert, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}

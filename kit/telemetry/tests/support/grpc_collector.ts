import { Server, ServerCredentials } from '@grpc/grpc-js'

/** The only method of a collector for traces. */
const EXPORT = '/opentelemetry.proto.collector.trace.v1.TraceService/Export'

/** A collector of OpenTelemetry that takes spans over gRPC, and keeps what it gets. */
export async function startGrpcCollector() {
  const bodies: Buffer[] = []
  const server = new Server()
  const same = (bytes: Buffer) => bytes
  server.register(
    EXPORT,
    (call: { request: Buffer }, answer: (error: null, value: Buffer) => void) => {
      bodies.push(call.request)
      answer(null, Buffer.alloc(0))
    },
    same,
    same,
    'unary'
  )
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound)
    )
  )
  return {
    origin: `http://127.0.0.1:${port}`,
    /** All that arrived. Texts stand in Protocol Buffers as they are. */
    received: () => Buffer.concat(bodies).toString('latin1'),
    [Symbol.asyncDispose]: async () => server.forceShutdown(),
  }
}

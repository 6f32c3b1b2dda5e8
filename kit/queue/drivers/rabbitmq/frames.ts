import { Buffer } from 'node:buffer'

/** The client's greeting, which is not a frame: "AMQP", 0, and the version. */
const GREETING = 8
/** Type, channel and size come before the payload of a frame, and one byte after it. */
const HEAD = 7
const END = 1

/** The class and the method of `connection.tune-ok`. */
const TUNE_OK = 0x000a_001f
const HEARTBEAT_FIELD = HEAD + 10

/**
 * Cuts the bytes of an AMQP client into whole frames, so that a frame of another sender can go between two of them.
 * @see https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf, 2.3.5 and 4.2.3
 */
export class Frames {
  /** The heartbeat that client and server have agreed on, in seconds; undefined before that. */
  heartbeat?: number
  #rest: Buffer = Buffer.alloc(0)
  #isGreeted = false

  /** @returns the frames that are complete now */
  take(bytes: Buffer): Buffer {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes
    let end = this.#isGreeted ? 0 : GREETING
    if (all.length < end) return this.#keep(all, 0)
    this.#isGreeted = true
    for (let next = this.#endOf(all, end); next <= all.length; next = this.#endOf(all, end)) {
      if (this.heartbeat === undefined) this.#read(all.subarray(end, next))
      end = next
    }
    return this.#keep(all, end)
  }

  #endOf(all: Buffer, start: number) {
    if (all.length < start + HEAD) return Infinity
    return start + HEAD + all.readUInt32BE(start + 3) + END
  }

  #read(frame: Buffer) {
    if (frame.length < HEARTBEAT_FIELD + 2 || frame.readUInt32BE(HEAD) !== TUNE_OK) return
    this.heartbeat = frame.readUInt16BE(HEARTBEAT_FIELD)
  }

  #keep(all: Buffer, end: number) {
    this.#rest = all.subarray(end)
    return all.subarray(0, end)
  }
}

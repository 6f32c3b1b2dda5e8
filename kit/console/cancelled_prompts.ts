import { Interface } from 'node:readline'

/**
 * Lets Ctrl-C cancel a prompt. Node closes the interface of the terminal first. The prompt pauses it then, which is an
 * error since Node 24.2: https://github.com/enquirer/enquirer/issues/483
 */
export function letPromptsBeCancelled() {
  const { pause } = Interface.prototype
  Interface.prototype.pause = function () {
    const { closed } = this as Interface & { closed: boolean }
    return closed ? this : pause.call(this)
  }
}

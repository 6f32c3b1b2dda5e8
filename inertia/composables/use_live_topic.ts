import { onMounted, onUnmounted } from 'vue'

/** Calls back when the server says that something of this topic has changed: see `tellAccounts` of #http/live/channel. */
export function useLiveTopic(topic: string, tell: () => void) {
  const hear = (event: Event) => {
    if ((event as CustomEvent).detail === topic) tell()
  }
  onMounted(() => addEventListener('live', hear))
  onUnmounted(() => removeEventListener('live', hear))
}

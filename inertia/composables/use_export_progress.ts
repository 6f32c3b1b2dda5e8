import { router, usePoll } from '@inertiajs/vue3'
import { watch } from 'vue'
import type { Data } from '@generated/data'
import { useLiveTopic } from '~/composables/use_live_topic'

/** The stream of the bell tells each step at once. The page asks too, because a proxy may block streams. */
const POLL_MS = 3_000

/** Keeps the prop `name` of the page up to date while the job of this export runs. */
export function useExportProgress(name: string, current: () => Data.DataExport | null) {
  const isRunning = () => current()?.state === 'running'
  const { start, stop } = usePoll(POLL_MS, { only: [name] }, { autoStart: isRunning() })
  useLiveTopic('data_export', () => router.reload({ only: [name] }))
  watch(isRunning, (running) => (running ? start() : stop()))
}

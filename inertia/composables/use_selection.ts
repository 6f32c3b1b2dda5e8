import { computed, ref } from 'vue'

type Id = string | number

/** The chosen rows of a table. A row that is not on the page any more is not chosen. */
export function useSelection<Row extends { id: Id }>(rows: () => Row[]) {
  const marked = ref(new Set<Id>())
  const ids = computed<Row['id'][]>(() =>
    rows()
      .map(({ id }) => id)
      .filter((id) => marked.value.has(id))
  )
  const isAll = computed(() => rows().length > 0 && ids.value.length === rows().length)
  const isSome = computed(() => ids.value.length > 0 && !isAll.value)

  const clear = () => (marked.value = new Set())
  const toggleAll = () => {
    marked.value = new Set(isAll.value ? [] : rows().map(({ id }) => id))
  }
  const toggle = (id: Id) => {
    const others = ids.value.filter((one) => one !== id)
    marked.value = new Set(others.length < ids.value.length ? others : [...others, id])
  }

  return { ids, isAll, isSome, clear, toggleAll, toggle }
}

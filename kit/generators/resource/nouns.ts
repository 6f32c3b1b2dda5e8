import { createRequire } from 'node:module'
import { ChangeRefused } from '#generators/changes'
import type { ResourceNames } from '#generators/resource/names'

interface Noun {
  /** Of Lucide: https://lucide.dev/icons */
  icon: string
  es: string
  ar: string
}

const noun = (icon: string, es: string, ar: string): Noun => ({ icon, es, ar })

/** Common records: the icon in the menu, and their plural in the languages of the app. */
export const NOUNS: Record<string, Noun> = {
  album: noun('disc-3', 'Álbumes', 'الألبومات'),
  article: noun('newspaper', 'Artículos', 'المقالات'),
  booking: noun('calendar-check', 'Reservas', 'الحجوزات'),
  book: noun('book-open', 'Libros', 'الكتب'),
  bug: noun('bug', 'Errores', 'الأخطاء'),
  campaign: noun('megaphone', 'Campañas', 'الحملات'),
  category: noun('layers', 'Categorías', 'الفئات'),
  client: noun('users', 'Clientes', 'العملاء'),
  comment: noun('message-square', 'Comentarios', 'التعليقات'),
  company: noun('building', 'Empresas', 'الشركات'),
  contact: noun('users', 'Contactos', 'جهات الاتصال'),
  contract: noun('file-text', 'Contratos', 'العقود'),
  course: noun('graduation-cap', 'Cursos', 'الدورات'),
  customer: noun('users', 'Clientes', 'العملاء'),
  device: noun('monitor', 'Dispositivos', 'الأجهزة'),
  document: noun('file-text', 'Documentos', 'المستندات'),
  employee: noun('users', 'Empleados', 'الموظفون'),
  event: noun('calendar-days', 'Eventos', 'الفعاليات'),
  expense: noun('wallet', 'Gastos', 'المصروفات'),
  goal: noun('target', 'Objetivos', 'الأهداف'),
  image: noun('image', 'Imágenes', 'الصور'),
  invoice: noun('receipt', 'Facturas', 'الفواتير'),
  location: noun('map-pin', 'Ubicaciones', 'المواقع'),
  meeting: noun('calendar-days', 'Reuniones', 'الاجتماعات'),
  message: noun('message-square', 'Mensajes', 'الرسائل'),
  note: noun('sticky-note', 'Notas', 'الملاحظات'),
  order: noun('shopping-cart', 'Pedidos', 'الطلبات'),
  payment: noun('credit-card', 'Pagos', 'المدفوعات'),
  person: noun('users', 'Personas', 'الأشخاص'),
  post: noun('newspaper', 'Publicaciones', 'المنشورات'),
  product: noun('package', 'Productos', 'المنتجات'),
  project: noun('folder-kanban', 'Proyectos', 'المشاريع'),
  question: noun('circle-question-mark', 'Preguntas', 'الأسئلة'),
  reminder: noun('bell', 'Recordatorios', 'التذكيرات'),
  report: noun('chart-column', 'Informes', 'التقارير'),
  review: noun('star', 'Reseñas', 'المراجعات'),
  shipment: noun('truck', 'Envíos', 'الشحنات'),
  shop: noun('store', 'Tiendas', 'المتاجر'),
  supplier: noun('truck', 'Proveedores', 'الموردون'),
  tag: noun('tag', 'Etiquetas', 'الوسوم'),
  task: noun('list-checks', 'Tareas', 'المهام'),
  team: noun('users', 'Equipos', 'الفرق'),
  ticket: noun('ticket', 'Tickets', 'التذاكر'),
  vehicle: noun('car', 'Vehículos', 'المركبات'),
}

const FOLDER = 'folder'

/** The icon of the records, by the last word of their name: that of an order for a `BulkOrder`. */
export const iconOf = ({ file }: ResourceNames) => NOUNS[file.split('_').at(-1)!]?.icon ?? FOLDER

/** The name of several records in the languages that are known. */
export function pluralOf({ file }: ResourceNames): Record<string, string> {
  const known = NOUNS[file]
  return known ? { es: known.es, ar: known.ar } : {}
}

const PREFIX = /^(?:i-)?lucide-/
const MOST_NAMED = 5

/**
 * The icon with the name that somebody has chosen.
 * @throws ChangeRefused if Lucide has none, with the names of similar ones
 */
export function iconNamed(given: string) {
  const name = given.replace(PREFIX, '')
  const { icons, aliases = {} } = createRequire(import.meta.url)('@iconify-json/lucide/icons.json')
  if (name in icons || name in aliases) return name
  const words = name
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
  const similar = Object.keys(icons).filter((icon) => words.some((word) => icon.includes(word)))
  const advice =
    similar.length > 0 ? `Try ${similar.slice(0, MOST_NAMED).join(', ')}` : 'Try folder'
  throw new ChangeRefused(
    `Lucide has no icon "${given}". ${advice}; https://lucide.dev/icons has all`
  )
}

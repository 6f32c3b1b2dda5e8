/** An edit of a developer in a file of a resource. */
export interface HandEdit {
  what: string
  path: string
  edit: (text: string) => string
}

const CONTROLLER = 'app/controllers/projects_controller.ts'
const FORM = 'inertia/components/project_fields.vue'
const LIST = 'inertia/pages/projects/index.vue'
const PAGE = 'inertia/pages/projects/show.vue'
const STORED = 'tests/functional/projects/store.spec.ts'

const replace =
  (from: string | RegExp, to: string | ((found: string) => string)) =>
  (text: string): string =>
    text.replace(from, to as string)

/** The text of the form with its first input as the last one. */
function reordered(text: string) {
  const input = / {2}<TextField[^]*?\/>\n/.exec(text)![0]
  return text.replace(input, '').replace('</template>', `${input}</template>`)
}

/** Gives an import another name, as an editor does it: with all its uses. */
const renamedImport = (imported: string, from: string, to: string) => (text: string) => {
  const uses = text.replaceAll(new RegExp(`(?<![\\w'#~.]|(?<!<)/)${from}\\b(?!['/])`, 'g'), to)
  return uses.replace(new RegExp(`(?<=import [^'"]*)\\b${to}\\b`), imported)
}

const byDefault = (from: string, to: string) => renamedImport(to, from, to)
const named = (from: string, to: string) => renamedImport(`${from} as ${to}`, from, to)

/** An import with another name, in each kind of file. */
const RENAMED_IMPORTS: HandEdit[] = [
  { path: 'app/validators/project.ts', edit: byDefault('vine', 'v') },
  { path: 'app/models/project.ts', edit: named('listing', 'listOf') },
  { path: 'app/transformers/project_transformer.ts', edit: byDefault('Project', 'Row') },
  { path: CONTROLLER, edit: byDefault('Project', 'Row') },
  { path: CONTROLLER, edit: named('HttpContext', 'Context') },
  { path: 'app/policies/project_policy.ts', edit: byDefault('Project', 'Row') },
  { path: 'database/factories/project_factory.ts', edit: byDefault('factory', 'define') },
  { path: 'database/factories/project_factory.ts', edit: byDefault('Project', 'Row') },
  { path: STORED, edit: named('UserFactory', 'Members') },
  { path: STORED, edit: byDefault('Project', 'Row') },
  { path: FORM, edit: byDefault('TextField', 'LineField') },
  { path: FORM, edit: named('useTranslations', 'useTexts') },
  { path: PAGE, edit: byDefault('DetailItem', 'Line') },
  { path: LIST, edit: byDefault('DataTable', 'Rows') },
  { path: LIST, edit: named('urlFor', 'addressOf') },
].map((one) => ({ what: `a renamed import in ${one.path}`, ...one }))

export const HAND_EDITS: HandEdit[] = [
  ...RENAMED_IMPORTS,
  {
    what: 'a comment',
    path: CONTROLLER,
    edit: replace('  async store(', '  // Everybody may create some.\n  async store('),
  },
  {
    what: 'a renamed variable',
    path: STORED,
    edit: (text) => text.replaceAll(/\bresponse\b/g, 'answer').replaceAll(/\bvalues\b/g, 'typed'),
  },
  {
    what: 'renamed values of a form',
    path: CONTROLLER,
    edit: (text) => text.replaceAll(/\bvalues\b/g, 'input'),
  },
  {
    what: 'a renamed record',
    path: CONTROLLER,
    edit: (text) => text.replaceAll(/\bproject\b(?=[.),; ])(?! =>)/g, 'found'),
  },
  { what: 'a reordered form', path: FORM, edit: reordered },
  {
    what: 'an extra column of the list',
    path: LIST,
    edit: replace(
      / {2}\{ key: 'owner'.*\n/,
      (line) => `  { key: 'id', label: t('projects.number') },\n${line}`
    ),
  },
  {
    what: 'a split component',
    path: FORM,
    edit: (text) =>
      text
        .replace(
          / {2}<SearchSelectField[^]*?\/>\n/,
          '  <ProjectPeople :fields="fields" :choices="choices" />\n'
        )
        .replace(
          /import SearchSelectField.*\n/,
          "import ProjectPeople from '~/components/project_people.vue'\n"
        ),
  },
  {
    what: 'an extra rule',
    path: 'app/validators/project.ts',
    edit: replace('.maxLength(255)', '.minLength(3).maxLength(255)'),
  },
  {
    what: 'a policy method of one’s own',
    path: 'app/policies/project_policy.ts',
    edit: replace(
      /\n {2}create\(/,
      '\n  publish(user: User) {\n    return user.isAdmin\n  }\n\n  create('
    ),
  },
  {
    what: 'an action of one’s own',
    path: CONTROLLER,
    edit: replace(
      '  async show(',
      '  async copy({ response }: HttpContext) {\n    return response.noContent()\n  }\n\n  async show('
    ),
  },
  {
    what: 'a changed label',
    path: FORM,
    edit: replace("t('projects.fields.name')", "t('projects.how_it_is_called')"),
  },
  {
    what: 'a field in a box',
    path: FORM,
    edit: (text) =>
      text.replace(
        / {2}<TextField[^]*?\/>\n/,
        (input) => `  <div class="rounded border p-4">\n${input}  </div>\n`
      ),
  },
  {
    what: 'an extra attribute',
    path: FORM,
    edit: replace('v-bind="fields.name"', 'v-bind="fields.name"\n    autofocus'),
  },
  {
    what: 'an extra filter of the list',
    path: 'app/models/project.ts',
    edit: (text) => {
      const mine = "filters: { mine: (query) => query.whereNotNull('ownerId'),"
      return text.includes('filters: {')
        ? text.replace('filters: {', mine)
        : text.replace(/\n {2}\}\)/, `\n${mine} } })`)
    },
  },
  {
    what: 'a scope of one’s own',
    path: 'app/models/project.ts',
    edit: replace(
      '  static list',
      '  static large = scope((query) => query.where("id", ">", 100))\n\n  static list'
    ),
  },
  {
    what: 'a part of a page',
    path: PAGE,
    edit: replace('    <DetailList>', '    <p>{{ t("projects.hint") }}</p>\n    <DetailList>'),
  },
  {
    what: 'a wrapped list of values',
    path: PAGE,
    edit: (text) =>
      text
        .replace('<DetailList>', '<UCard><DetailList>')
        .replace('</DetailList>', '</DetailList></UCard>'),
  },
  {
    what: 'a test of one’s own',
    path: STORED,
    edit: replace("  test('a guest", "  test('a name can be long', () => {})\n\n  test('a guest"),
  },
  {
    what: 'a changed title of a test',
    path: STORED,
    edit: replace('a member creates a project', 'somebody begins something'),
  },
  {
    what: 'a value of the factory',
    path: 'database/factories/project_factory.ts',
    edit: replace("name: 'Some name'", "name: 'Tower'"),
  },
  {
    what: 'a prop of one’s own',
    path: 'app/transformers/project_transformer.ts',
    edit: replace(/toObject\(\) \{\n\s+return \{\n/, (start) => `${start}isLate: false,\n`),
  },
  {
    what: 'a removed column of the list',
    path: LIST,
    edit: replace(/ {2}\{ key: 'owner'.*\n/, ''),
  },
]

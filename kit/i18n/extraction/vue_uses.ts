import ts from 'typescript'
import { parse, type SFCDescriptor } from 'vue/compiler-sfc'
import { bindName } from '#i18n/extraction/bindings'
import { CatalogueError } from '#i18n/extraction/catalogue_error'
import { looksLikeKey, type KeyUse } from '#i18n/extraction/key_use'
import { markedKeys } from '#i18n/extraction/marked_keys'
import { scriptUses, textsOf, type Known } from '#i18n/extraction/script_uses'
import { Snippet } from '#i18n/extraction/snippet'

/** The component that renders a message with slots, and its prop for the key. */
const COMPONENT = 'T'
const PROP = 'k'

type Node = NonNullable<NonNullable<SFCDescriptor['template']>['ast']>['children'][number]
type Element = Extract<Node, { tag: string }>
type Directive = Extract<Element['props'][number], { modifiers: unknown }>

/** A value of Vue's node enum, which only an internal package of its compiler exports. */
const COMMENT = 3

/** The scripts of a component, with their positions. */
export function scriptsOf(file: string, text: string): Snippet[] {
  const { script, scriptSetup } = describe(file, text)
  return [script, scriptSetup]
    .filter((block) => block !== null)
    .map((block) => new Snippet(block.content, file, block.loc.start.line))
}

/** @param known the names in the component's scripts */
export function vueUses(file: string, text: string, scripts: Snippet[], known: Known): KeyUse[] {
  const template = new TemplateUses(file, known)
  template.visitAll(describe(file, text).template?.ast?.children ?? [])
  return [...scripts.flatMap((script) => scriptUses(script, known)), ...template.uses]
}

function describe(file: string, text: string): SFCDescriptor {
  const { descriptor, errors } = parse(text, {
    filename: file,
    sourceMap: false,
    templateParseOptions: { comments: true },
  })
  if (errors.length > 0) {
    const [{ message, ...error }] = errors
    const line = 'loc' in error ? error.loc?.start.line : undefined
    throw new CatalogueError(`${file}:${line ?? 1}: ${message}`)
  }
  return descriptor
}

class TemplateUses {
  readonly uses: KeyUse[] = []
  #file: string
  #known: Known

  constructor(file: string, known: Known) {
    this.#file = file
    this.#known = known
  }

  visitAll(nodes: Node[]) {
    for (const node of nodes) this.#visit(node)
  }

  #visit(node: Node) {
    if ('tag' in node) {
      this.#element(node)
    } else if ('content' in node && typeof node.content === 'object') {
      this.#expression(node.content.loc)
    } else if (Number(node.type) === COMMENT) {
      const marked = markedKeys((node as { content: string }).content)
      marked.forEach((key) => this.#add(key, 'key', node.loc.start.line))
    }
  }

  #element({ tag, props, children }: Element) {
    for (const prop of props) {
      if ('modifiers' in prop) {
        this.#directive(tag, prop)
      } else if (prop.value) {
        const { content } = prop.value
        const certainty = looksLikeKey(content) ? this.#certaintyOf(tag, prop.name) : undefined
        this.#add(content, certainty ?? 'text', prop.loc.start.line)
      }
    }
    this.visitAll(children)
  }

  #directive(tag: string, { name, arg, exp, forParseResult }: Directive) {
    if (forParseResult) return this.#loop(forParseResult)
    if (!exp) return
    if (name === 'slot') return this.#slot(exp.loc)

    this.#expression(exp.loc)
    const prop = name === 'bind' && arg && 'content' in arg ? arg.content : ''
    const certainty = this.#certaintyOf(tag, prop)
    if (certainty) this.#keys(exp.loc, certainty)
  }

  /** Looks up by the component whether a prop is a key. */
  #certaintyOf(tag: string, prop: string): KeyUse['certainty'] | undefined {
    const isKey =
      tag === COMPONENT
        ? prop === PROP
        : this.#known.types.get(pascalCase(tag))?.has(camelCase(prop))
    return isKey ? 'key' : undefined
  }

  /** `v-for="{ label } in items"`: binds a name to the elements. */
  #loop({ source, value }: NonNullable<Directive['forParseResult']>) {
    const list = this.#snippet(source.loc)
    this.uses.push(...scriptUses(list, this.#known))
    const node = expressionOf(list)
    if (!value || !node) return

    const alias = new Snippet(`const ${value.loc.source} = 0`, this.#file).source.statements[0]
    if (ts.isVariableStatement(alias)) {
      const [{ name }] = alias.declarationList.declarations
      bindName(name, { kind: 'element', of: { kind: 'value', node } }, this.#known.bindings)
    }
  }

  /** Slot props are parsed as the parameter of a function, because they may have default values. */
  #slot({ source, start }: Place) {
    const snippet = Snippet.expression(`(${source}) => {}`, this.#file, start.line)
    this.uses.push(...scriptUses(snippet, this.#known))
  }

  #expression(place: Place) {
    this.uses.push(...scriptUses(this.#snippet(place), this.#known))
  }

  #keys(place: Place, certainty: KeyUse['certainty']) {
    const node = expressionOf(this.#snippet(place))
    const keys = node ? textsOf(node, this.#known) : []
    keys.forEach((key) => this.#add(key, certainty, place.start.line))
  }

  #snippet({ source, start }: Place) {
    return Snippet.expression(source, this.#file, start.line)
  }

  #add(key: string, certainty: KeyUse['certainty'], line: number) {
    this.uses.push({ key, certainty, file: this.#file, line })
  }
}

type Place = { source: string; start: { line: number } }

function expressionOf({ source }: Snippet) {
  const [statement] = source.statements
  return statement && ts.isExpressionStatement(statement) ? statement.expression : undefined
}

/** `auth_card`, `auth-card` and `AuthCard` name the same component. */
export function pascalCase(name: string) {
  return name.replace(/(?:^|[-_])(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function camelCase(name: string) {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

import ts from 'typescript'
import type { Binding, Bindings } from '#i18n/extraction/bindings'
import { walk } from '#i18n/extraction/snippet'
import { functionOf, isWrapper, nameOf } from '#i18n/extraction/syntax'
import {
  ANY,
  combine,
  elementsOf,
  isObject,
  memberOf,
  textsOf,
  UNKNOWN,
  type Value,
} from '#i18n/extraction/values'

/** The depth to which names are resolved. */
const MOST_STEPS = 24

/** Functions that return their argument, or the result of the callback that they receive. */
const TRANSPARENT = ['computed', 'unref', 'toValue', 'readonly', 'markRaw', 'freeze', 'String']
/** Containers whose value may change later. */
const CHANGEABLE = ['ref', 'shallowRef', 'reactive', 'shallowReactive', 'useState']

const ONE_OF_LIST = ['find', 'findLast', 'at', 'pop', 'shift']
const SAME_LIST = ['filter', 'slice', 'toSorted', 'toReversed', 'sort', 'reverse']

/** Finds the names of another file, by the specifier of an import. */
type FindModule = (from: string) => Known | undefined

/** The names of a file and of the files that it imports. */
export interface Known {
  bindings: Bindings
  findModule?: FindModule
}

/**
 * The texts that an expression can evaluate to, as far as its file shows: both branches of a condition, the values of a
 * constant, and a template with `*` for unknown parts. An entirely unknown text is `*`.
 */
export function possibleTexts(node: ts.Expression, known: Known): string[] {
  return textsOf(new Evaluation(known).of(node))
}

class Evaluation {
  #known: Known
  #steps: number
  #open = new Set<unknown>()

  constructor(known: Known, steps = 0) {
    this.#known = known
    this.#steps = steps
  }

  named(name: string): Value[] {
    const bindings = this.#known.bindings.get(name)
    return bindings ? bindings.flatMap((binding) => this.#binding(binding)) : UNKNOWN
  }

  of(node: ts.Expression): Value[] {
    if (this.#open.has(node) || this.#steps > MOST_STEPS) return UNKNOWN
    this.#open.add(node)
    this.#steps += 1
    const values = this.#valuesOf(node)
    this.#steps -= 1
    this.#open.delete(node)
    return values
  }

  #valuesOf(node: ts.Expression): Value[] {
    if (ts.isStringLiteralLike(node)) return [node.text]
    if (ts.isNumericLiteral(node)) return [node.text]
    if (isWrapper(node)) return this.of(node.expression)
    if (ts.isTemplateExpression(node)) return this.#template(node)
    if (ts.isBinaryExpression(node)) return this.#binary(node)
    if (ts.isConditionalExpression(node))
      return [...this.of(node.whenTrue), ...this.of(node.whenFalse)]
    if (ts.isIdentifier(node)) return this.#identifier(node)
    if (ts.isObjectLiteralExpression(node)) return [this.#object(node)]
    if (ts.isArrayLiteralExpression(node)) return [this.#array(node)]
    if (ts.isPropertyAccessExpression(node)) return this.#property(node)
    if (ts.isElementAccessExpression(node)) return this.#index(node)
    if (ts.isCallExpression(node)) return this.#call(node)
    if (ts.isFunctionLike(node)) return this.#returnsOf(node as ts.ArrowFunction)
    return UNKNOWN
  }

  #template({ head, templateSpans }: ts.TemplateExpression): Value[] {
    return templateSpans.reduce(
      (texts, { expression, literal }) => {
        const added = textsOf(this.of(expression)).map((text) => text + literal.text)
        return combine(texts, added, literal.text)
      },
      [head.text]
    )
  }

  #binary({ left, operatorToken, right }: ts.BinaryExpression): Value[] {
    switch (operatorToken.kind) {
      case ts.SyntaxKind.PlusToken:
        return combine(textsOf(this.of(left)), textsOf(this.of(right)), '')
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.BarBarToken:
        return [...this.of(left), ...this.of(right)]
      case ts.SyntaxKind.AmpersandAmpersandToken:
      case ts.SyntaxKind.CommaToken:
        return this.of(right)
      default:
        return UNKNOWN
    }
  }

  #identifier({ text }: ts.Identifier): Value[] {
    return text === 'undefined' ? [] : this.named(text)
  }

  #binding(binding: Binding): Value[] {
    switch (binding.kind) {
      case 'value':
        return this.of(binding.node)
      case 'element':
        return this.#binding(binding.of).flatMap(elementsOf)
      case 'member':
        return this.#binding(binding.of).flatMap((value) => memberOf(value, binding.name))
      case 'members':
        return [this.#members(binding.members)]
      case 'import':
        return this.#imported(binding.from, binding.name)
      default:
        return UNKNOWN
    }
  }

  #imported(from: string, name: string): Value[] {
    const module = this.#known.findModule?.(from)
    if (!module || this.#steps > MOST_STEPS) return UNKNOWN
    return new Evaluation(module, this.#steps + 1).named(name)
  }

  #members(members: [string, ts.Expression | undefined][]): Value {
    const values = members.map(([name, node]) => [name, node ? this.of(node) : UNKNOWN] as const)
    return { members: new Map(values) }
  }

  #object(node: ts.ObjectLiteralExpression): Value {
    const members = new Map<string, Value[]>()
    for (const property of node.properties) {
      if (ts.isPropertyAssignment(property)) {
        members.set(nameOf(property.name), this.of(property.initializer))
      } else if (ts.isShorthandPropertyAssignment(property)) {
        members.set(property.name.text, this.#identifier(property.name))
      } else if (ts.isSpreadAssignment(property)) {
        for (const value of this.of(property.expression)) {
          if (isObject(value)) value.members.forEach((values, name) => members.set(name, values))
        }
      }
    }
    return { members }
  }

  #array({ elements }: ts.ArrayLiteralExpression): Value {
    return {
      elements: elements.flatMap((element) =>
        ts.isSpreadElement(element)
          ? this.of(element.expression).flatMap(elementsOf)
          : this.of(element)
      ),
    }
  }

  #property({ expression, name }: ts.PropertyAccessExpression): Value[] {
    const values = this.of(expression)
    const hasMember = values.some((value) => isObject(value) && value.members.has(name.text))
    if (name.text === 'value' && !hasMember) return values
    return values.flatMap((value) => memberOf(value, name.text))
  }

  #index({ expression, argumentExpression }: ts.ElementAccessExpression): Value[] {
    const names = textsOf(this.of(argumentExpression))
    return this.of(expression).flatMap((value) => {
      if (!isObject(value)) return elementsOf(value)
      const isKnown = names.every((name) => value.members.has(name))
      return isKnown
        ? names.flatMap((name) => value.members.get(name)!)
        : [...value.members.values()].flat()
    })
  }

  #call({ expression, arguments: [first] }: ts.CallExpression): Value[] {
    if (ts.isPropertyAccessExpression(expression)) return this.#method(expression, first)
    if (!ts.isIdentifier(expression)) return UNKNOWN
    if (TRANSPARENT.includes(expression.text) && first) return this.of(first)
    if (CHANGEABLE.includes(expression.text) && first) return [...this.of(first), ANY]
    const callees = this.#known.bindings.get(expression.text) ?? []
    const functions = callees.map(functionOf).filter((callee) => callee !== undefined)
    return functions.length > 0 ? functions.flatMap((callee) => this.#returnsOf(callee)) : UNKNOWN
  }

  #method({ expression, name }: ts.PropertyAccessExpression, first?: ts.Expression): Value[] {
    if (TRANSPARENT.includes(name.text) && first) return this.of(first)
    if (name.text === 'values' && first) {
      return [{ elements: this.of(first).flatMap(elementsOf) }]
    }
    if (name.text === 'keys' && first) {
      return [
        {
          elements: this.of(first).flatMap((value) =>
            isObject(value) ? [...value.members.keys()] : UNKNOWN
          ),
        },
      ]
    }
    if (ONE_OF_LIST.includes(name.text)) return this.of(expression).flatMap(elementsOf)
    if (SAME_LIST.includes(name.text)) return this.of(expression)
    if (name.text === 'map' && first) return [{ elements: this.of(first) }]
    return UNKNOWN
  }

  #returnsOf(callee: ts.SignatureDeclaration): Value[] {
    const { body } = callee as ts.ArrowFunction
    if (!body) return UNKNOWN
    if (!ts.isBlock(body)) return this.of(body)

    const returned: ts.Expression[] = []
    walk(body, (node) => {
      if (ts.isReturnStatement(node) && node.expression) returned.push(node.expression)
    })
    return returned.flatMap((node) => this.of(node))
  }
}

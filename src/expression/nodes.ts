/**
 * An expression is a value: plain, immutable, serialisable data that describes an image or a collection, as Earth
 * Engine's own graphs do. Builders (`src/ee`) make it, `validate` checks it, compilers visit it.
 */
export type Node = ConstantNode | CallNode | ListNode | DictionaryNode | FunctionNode | ArgumentNode;

export interface ConstantNode {
  readonly kind: 'constant';
  readonly value: ConstantValue;
}

export type ConstantValue = number | string | boolean | null | readonly ConstantValue[];

/** A call of a method of the table (`methods.ts`), e.g. "Image.multiply", with arguments by name. */
export interface CallNode {
  readonly kind: 'call';
  readonly method: string;
  readonly args: Readonly<Record<string, Node>>;
}

/** A list of what constants cannot say, such as filters. */
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

/** Values by name, where not all are constants: what `set` and `expression` take. */
export interface DictionaryNode {
  readonly kind: 'dictionary';
  readonly entries: Readonly<Record<string, Node>>;
}

/** What `map` applies to each scene: `body` with `argument` standing for the scene. */
export interface FunctionNode {
  readonly kind: 'function';
  readonly argument: string;
  readonly body: Node;
}

export interface ArgumentNode {
  readonly kind: 'argument';
  readonly name: string;
}

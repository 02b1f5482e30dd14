import type { Method } from '../method.ts';

const regex = 'Patterns that could take long are refused.';

/** The rows of the table that compute texts. */
export const stringMethods = {
  'String.of': {
    params: [{ name: 'string', type: 'Object' }],
    result: 'String',
    doc: 'A value as text.',
    evidence: 'established',
  },
  'String.cat': {
    params: [
      { name: 'string1', type: 'String' },
      { name: 'string2', type: 'String' },
    ],
    result: 'String',
    doc: 'The two texts, one after the other.',
    evidence: 'established',
  },
  'String.slice': {
    params: [
      { name: 'string', type: 'String' },
      { name: 'start', type: 'Number' },
      { name: 'end', type: 'Number', optional: true },
    ],
    result: 'String',
    doc: 'The characters from start (included) to end (excluded); negative positions count from the end.',
    evidence: 'established',
  },
  'String.replace': {
    params: [
      { name: 'input', type: 'String' },
      { name: 'regex', type: 'String' },
      { name: 'replacement', type: 'String' },
      { name: 'flags', type: 'String', optional: true, default: '' },
    ],
    result: 'String',
    doc: "The text with the first match of a regular expression (with the flag 'g' all of them) replaced.",
    difference: regex,
    evidence: 'established',
  },
  'String.split': {
    params: [
      { name: 'string', type: 'String' },
      { name: 'regex', type: 'String' },
      { name: 'flags', type: 'String', optional: true, default: '' },
    ],
    result: 'List',
    doc: 'The parts of the text between the matches of a regular expression; of an empty one, the characters.',
    difference: regex,
    evidence: 'established',
  },
  'String.match': {
    params: [
      { name: 'input', type: 'String' },
      { name: 'regex', type: 'String' },
      { name: 'flags', type: 'String', optional: true, default: '' },
    ],
    result: 'List',
    doc: "The first match and its groups; with the flag 'g' all matches; an empty list where there is none.",
    difference: regex,
    evidence: 'established',
  },
  'String.length': unary('Number', 'The number of characters.'),
  'String.toLowerCase': unary('String', 'The text in lower case.'),
  'String.toUpperCase': unary('String', 'The text in upper case.'),
  'String.trim': unary('String', 'The text without white space at its ends.'),
  'String.index': {
    params: [
      { name: 'target', type: 'String' },
      { name: 'pattern', type: 'String' },
    ],
    result: 'Number',
    doc: 'Where the pattern, as it is written, is first found, from 0; −1: nowhere.',
    evidence: 'established',
  },
  'String.rindex': {
    params: [
      { name: 'target', type: 'String' },
      { name: 'pattern', type: 'String' },
    ],
    result: 'Number',
    doc: 'Where the pattern, as it is written, is last found, from 0; −1: nowhere.',
    evidence: 'established',
  },
  'String.compareTo': {
    params: [
      { name: 'string1', type: 'String' },
      { name: 'string2', type: 'String' },
    ],
    result: 'Number',
    doc: 'Order of two texts: −1, 0 or 1, as the first text is before, equal to or after the second.',
    evidence: 'established',
  },
  'String.equals': {
    params: [
      { name: 'string1', type: 'String' },
      { name: 'string2', type: 'String' },
    ],
    result: 'Number',
    doc: '1 if the two texts are equal, else 0.',
    evidence: 'inferred',
  },
} as const satisfies Readonly<Record<string, Method>>;

function unary<R extends 'Number' | 'String'>(result: R, doc: string) {
  return { params: [{ name: 'string', type: 'String' }], result, doc, evidence: 'established' } as const;
}

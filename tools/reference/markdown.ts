import { headline, referenceSections } from '../../src/expression/reference.ts';
import type { ReferenceEntry } from '../../src/expression/reference-entry.ts';

/** The reference as Markdown. */
export function referenceMarkdown(): string {
  const sections = referenceSections().map(
    ({ title, entries }) => `## ${title}\n\n${entries.map(item).join('\n')}`,
  );
  return `# Reference

${headline}

Made from the table of methods by \`npm run reference\`. Every method takes its arguments in order, or as one object by
name; \`?\` marks what may be left out, \`…\` what may be a list or several arguments. _Unverified_: the rule is concluded
from Earth Engine's behaviour, not from its documents or code. [Coverage](coverage.md) counts what public scripts use;
other names throw an error that says what to do instead.

${sections.join('\n\n')}
`;
}

function item({ signature, counterpart, doc, difference, verified }: ReferenceEntry): string {
  const name =
    signature.startsWith(counterpart) || !counterpart.startsWith('ee.') ? '' : ` (\`${counterpart}\`)`;
  const told = difference === null ? '' : ` **Differs:** ${escaped(difference)}`;
  return `- \`${signature}\`${name}: ${escaped(doc)}${told}${verified ? '' : ' _Unverified._'}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\*_`<>[\]|~]/g, '\\$&');
}

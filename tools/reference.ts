import { writeFileSync } from 'node:fs';
import { referenceFiles } from './reference/files.ts';

for (const { path, text } of await referenceFiles()) writeFileSync(path, text);

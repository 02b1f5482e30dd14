import { createEe } from './create.ts';

export type { Filter, Image, ImageCollection } from './types.ts';

/** Earth Engine's builder of expressions, as far as this program follows it. */
export const ee = createEe();

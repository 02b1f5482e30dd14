import { findMethod } from '../../expression/methods.ts';

/** Methods of images that these scripts call, and that not every state of the table has. */
const awaited =
  'toFloat float toInt16 toInt32 toByte pow sqrt log exp clamp unitScale expression mask unmask selfMask where visualize';

/** What a script calls that the table does not have: it cannot run yet. */
export function lackingIn(source: string): readonly string[] {
  return awaited.split(' ').filter((name) => source.includes(`.${name}(`) && !findMethod(`Image.${name}`));
}

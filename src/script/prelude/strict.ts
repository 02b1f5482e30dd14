import { BestpixelError } from '../../errors.ts';

/** What a name is refused with that the builder has not. */
export function refuse(owner: string, name: string): BestpixelError {
  return new BestpixelError('unsupported', `${owner}.${name} is not supported`, {
    where: owner,
    remedy: 'The reference page lists what is.',
  });
}

import { type Asked, askToOpen } from '../ui/share/ask-to-open.ts';
import { agreedHosts, agreeTo } from './agreed-hosts.ts';
import { contactsOf } from './contacts.ts';
import type { InAddress } from './in-address.ts';

/** What is about to be shown. */
export type About = Pick<InAddress, 'choice' | 'rewrites' | 'script' | 'rule' | 'layers'>;

/** How a person is asked. */
export type Ask = (asked: Asked) => Promise<boolean>;

/**
 * Whether what an address names may be shown: true where it speaks to no new host; else a promise of what the person
 * answers, who is not asked about these hosts again in this tab.
 */
export function mayOpen(
  about: About,
  { page, ask = askToOpen }: { readonly page: Pick<Location, 'hostname'>; readonly ask?: Ask },
): true | Promise<boolean> {
  const { choice, rewrites, script, rule, layers } = about;
  const agreed = agreedHosts();
  const contacts = contactsOf({ choice, rewrites, example: script.example }, page);
  const hosts = contacts.filter((host) => !agreed.has(host));
  if (hosts.length === 0) return true;
  const answer = ask({
    hosts,
    source: choice?.collection ?? null,
    rewrites: rewrites.map(({ from, to }) => `${from} → ${to}`),
    layers: layers.length,
    hasRule: rule !== null,
    hasScript: script.source !== null,
    example: script.example,
  });
  return answer.then((opens) => {
    if (opens) agreeTo(hosts);
    return opens;
  });
}

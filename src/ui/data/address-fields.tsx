import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { ApiInfo, CollectionEntry } from '../../catalog/api-info.ts';
import { counted, dateRange } from '../words.ts';
import type { DataControl } from './data-control.ts';
import { Fault, Field } from './field.tsx';
import { task } from './task.ts';

const mostListed = 200;

/** A STAC address, and what is in it once that was asked. */
export function AddressFields({ control, fault }: { control: DataControl; fault: string | null }) {
  const info = useSignal<ApiInfo | null>(null);
  const listing = useMemo(task, []);
  useEffect(() => listing.stop, [listing]);
  const { address } = control.draft.value;
  const list = () =>
    listing.run(async (signal) => {
      info.value = null;
      const answer = await control.live.now().collections(address.trim(), signal);
      signal.throwIfAborted();
      info.value = answer;
    });
  return (
    <>
      <Field label="Address" fault={fault}>
        {(ties) => (
          <div class="row">
            <input
              {...ties}
              type="text"
              inputMode="url"
              autocomplete="off"
              spellcheck={false}
              placeholder="https://…"
              value={address}
              onInput={({ currentTarget }) => {
                listing.stop();
                info.value = null;
                control.edit({ address: currentTarget.value, picked: null, api: null });
              }}
            />
            <button
              type="button"
              class="button"
              disabled={address.trim() === ''}
              onClick={listing.running.value ? listing.stop : list}
            >
              {listing.running.value ? 'Stop' : 'List'}
            </button>
          </div>
        )}
      </Field>
      <Fault sentence={listing.error.value} />
      {info.value && <Collections info={info.value} control={control} />}
    </>
  );
}

function Collections({ info, control }: { info: ApiInfo; control: DataControl }) {
  const wanted = useSignal('');
  const { picked } = control.draft.value;
  const words = wanted.value.toLowerCase();
  const fitting = info.collections.filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(words));
  const chosen = info.collections.find(({ address }) => address === picked);
  if (info.collections.length === 0) return <p class="hint">It holds no further collections.</p>;
  return (
    <>
      <Field
        label={`Collections of ${info.title}`}
        hint={`${counted(fitting.length, 'collection')}${fitting.length > mostListed ? `, ${mostListed} listed` : ''}`}
      >
        {(ties) => (
          <>
            {info.collections.length > 8 && (
              <input
                type="search"
                aria-label="Collections whose name has"
                placeholder="Name has…"
                value={wanted.value}
                onInput={({ currentTarget }) => {
                  wanted.value = currentTarget.value;
                }}
              />
            )}
            <select
              {...ties}
              size={Math.min(6, Math.max(2, fitting.length))}
              value={picked ?? ''}
              onChange={({ currentTarget }) => control.edit({ picked: currentTarget.value })}
            >
              {fitting.slice(0, mostListed).map(({ address, id, title }) => (
                <option key={address} value={address}>
                  {title || id}
                </option>
              ))}
            </select>
          </>
        )}
      </Field>
      {chosen && (
        <p class="hint clamped">{[spanOf(chosen), chosen.description].filter(Boolean).join(' · ')}</p>
      )}
    </>
  );
}

function spanOf({ from, to }: CollectionEntry): string | null {
  const range = dateRange({ from, to });
  return range && to === null ? `since ${range}` : range;
}

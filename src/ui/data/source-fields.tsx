import type { DataControl } from './data-control.ts';
import { AddressFields } from './address-fields.tsx';
import { Field } from './field.tsx';
import { FilesFields } from './files-fields.tsx';
import { sourceOf, sourceOptions } from './source-options.ts';

/** From what: one of the known sources, an address, or files. */
export function SourceFields({ control }: { control: DataControl }) {
  const { source, api, place } = control.draft.value;
  const asked = source === 'address' || source === 'files';
  const fault = control.faults.value.source ?? null;
  return (
    <>
      <Field label="Source" hint={sourceOf(source).note} fault={asked ? null : fault}>
        {(ties) => (
          <select
            {...ties}
            value={source}
            onChange={({ currentTarget }) => {
              control.forgetFiles();
              // The demo has scenes at its own place alone.
              const elsewhere = source === 'demo' ? null : place;
              control.edit({ source: currentTarget.value, picked: null, api: null, place: elsewhere });
            }}
          >
            {sourceOptions.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      {source === 'address' && <AddressFields control={control} fault={fault} />}
      {source === 'files' && <FilesFields control={control} fault={fault} />}
      {api !== null && <p class="hint">{`Served by ${api}`}</p>}
    </>
  );
}

import { useLayoutEffect, useRef } from 'preact/hooks';
import { counted } from '../words.ts';
import type { DataControl } from './data-control.ts';
import { CloudField, MoreFields } from './limit-fields.tsx';
import { NetworkFields } from './network-fields.tsx';
import { PlaceFields } from './place-fields.tsx';
import { SearchResult } from './search-result.tsx';
import { SourceFields } from './source-fields.tsx';
import { TimeFields } from './time-fields.tsx';

/** What to compose: source, place, time, limits. Nothing is asked of a host before *Search*. */
export function DataForm({ control }: { control: DataControl }) {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current!.querySelector('select')!.focus(), []);
  const { searching } = control;
  return (
    <form
      ref={form}
      class="data-form"
      aria-label="Change data"
      noValidate
      data-picking={control.picking.running.value}
      onSubmit={async (event) => {
        event.preventDefault();
        await control.search();
        form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        if (searching.running.value) searching.stop();
        else control.close();
      }}
    >
      <SourceFields control={control} />
      {/* Files that wait to be looked over come first: they are not searched, but shown. */}
      {!control.opening.value && (
        <>
          <PlaceFields control={control} />
          <TimeFields control={control} />
          <CloudField control={control} />
          <MoreFields control={control} />
          <NetworkFields control={control} />
          <SearchResult control={control} />
          <FormFoot control={control} />
        </>
      )}
    </form>
  );
}

/** Always in sight: the next step, and the way out. A button that stops is the one that began, and keeps the focus. */
function FormFoot({ control }: { control: DataControl }) {
  const { searching, loading } = control;
  const scenes = control.found.value?.found.scenes.length ?? 0;
  return (
    <div class="form-foot row">
      <button
        type="submit"
        class={scenes > 0 ? 'button' : 'button primary wide'}
        // What was typed last is taken up with the click: before, it would move the button away under the pointer.
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => {
          // Enter in a field clicks it, too, but means to search.
          const own = event.detail > 0 || document.activeElement === event.currentTarget;
          const stops = searching.running.value && own;
          if (own) event.currentTarget.focus();
          if (!stops) return;
          event.preventDefault();
          searching.stop();
        }}
      >
        {searching.running.value ? 'Stop searching' : 'Search'}
      </button>
      {scenes > 0 && (
        <button
          type="button"
          class="button primary wide"
          onClick={() => (loading.running.value ? loading.stop() : void control.load())}
        >
          {loading.running.value ? 'Stop loading' : `Load ${counted(scenes, 'scene')}`}
        </button>
      )}
      <button type="button" class="button" onClick={control.close}>
        Close
      </button>
    </div>
  );
}

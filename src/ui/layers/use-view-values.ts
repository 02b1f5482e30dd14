import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { tell } from '../../errors.ts';
import type { ViewValues } from '../../engine/shares.ts';
import type { ArrangedLayer, LayersPort } from './layers-port.ts';
import { sortedValues } from './view-values.ts';

interface CountedBand {
  readonly band: string;
  /** Ascending. */
  readonly sorted: Float64Array;
}

interface CountedView {
  readonly bands: readonly CountedBand[];
  readonly metres: number;
}

export interface ViewCount {
  /** Null: nothing is drawn yet, or it is not counted. */
  readonly view: CountedView | null;
  readonly counting: boolean;
  readonly fault: string | null;
}

/** Values in view of the bands that a layer shows; counted again when bands or tiles changed, or `again` did. */
export function useViewValues(
  port: LayersPort,
  layer: ArrangedLayer,
  again: number,
): ReadonlySignal<ViewCount> {
  const count = useSignal<ViewCount>({ view: null, counting: true, fault: null });
  const bands = layer.look?.bands.join() ?? '';
  const { tilesDone, tilesWanted } = layer.progress;
  // While tiles come one by one, the picture is counted when it is whole.
  const drawn = layer.state === 'loading' ? 'loading' : `${layer.state} ${tilesDone} ${tilesWanted}`;
  useEffect(() => {
    const left = new AbortController();
    count.value = { ...count.peek(), counting: true };
    const tell = async () => {
      const next = await countView(port, layer.id, left.signal);
      if (!left.signal.aborted) count.value = next;
    };
    void tell();
    return () => left.abort();
  }, [port, layer.id, bands, drawn, again]);
  return count;
}

async function countView(port: LayersPort, id: string, signal: AbortSignal): Promise<ViewCount> {
  try {
    const values = await port.values(id, signal);
    return { view: values && viewOf(values), counting: false, fault: null };
  } catch (error) {
    return { view: null, counting: false, fault: tell(error) };
  }
}

function viewOf(values: readonly ViewValues[]): CountedView {
  return {
    bands: values.map(({ band, values }) => ({ band, sorted: sortedValues([values]) })),
    metres: Math.max(...values.map(({ metres }) => metres)),
  };
}

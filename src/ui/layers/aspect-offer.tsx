import type { Signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Aspect } from '../../engine/aspect.ts';
import { costLine } from './layer-words.ts';

export interface AspectQuestion {
  readonly aspect: Exclude<Aspect, 'pixels'>;
  /** Or why it cannot be shown. */
  readonly cost: { readonly bytes: number; readonly scenes: number } | string;
}

interface AspectOfferProps {
  readonly question: Signal<AspectQuestion | null>;
  readonly show: (aspect: AspectQuestion['aspect']) => void;
}

/** What a layer of provenance would take, before it is taken. */
export function AspectOffer({ question, show }: AspectOfferProps) {
  const first = useRef<HTMLButtonElement>(null);
  const { value } = question;
  useLayoutEffect(() => first.current?.focus(), [value]);
  if (!value) return null;
  const { aspect, cost } = value;
  const close = () => {
    question.value = null;
  };
  return (
    <div class="aspect-offer" role="status">
      <p>{typeof cost === 'string' ? cost : costLine(aspect, cost)}</p>
      <div class="buttons">
        {typeof cost !== 'string' && (
          <button ref={first} type="button" class="button primary" onClick={() => show(aspect)}>
            Show
          </button>
        )}
        <button
          ref={typeof cost === 'string' ? first : undefined}
          type="button"
          class="button"
          onClick={close}
        >
          {typeof cost === 'string' ? 'Close' : 'Cancel'}
        </button>
      </div>
    </div>
  );
}

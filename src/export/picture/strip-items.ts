import type { TextStyle } from './text-lines.ts';

/** All in CSS pixels from the strip's upper-left corner; a text's y is its baseline. */
export type StripItem =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly style: TextStyle;
      readonly align: 'left' | 'right' | 'center';
    }
  | (Box & { readonly kind: 'bar'; readonly colors: readonly string[] })
  | (Box & { readonly kind: 'swatch'; readonly color: string })
  | (Box & { readonly kind: 'scale' })
  | (Box & { readonly kind: 'line' });

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Strip {
  readonly height: number;
  readonly items: readonly StripItem[];
}

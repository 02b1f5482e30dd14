export type Theme = 'light' | 'dark';

/** Colours of the basemap: quiet ones, so that imagery and the accent stand out. */
export interface Palette {
  readonly ocean: string;
  readonly land: string;
  readonly coast: string;
  readonly border: string;
  readonly graticule: string;
  readonly label: string;
  readonly sky: string;
  readonly horizon: string;
}

export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    ocean: '#dbe6ea',
    land: '#f5f4ef',
    coast: '#a9bcc3',
    border: '#b9b5a8',
    graticule: '#c9d4d7',
    label: '#8b9ba1',
    sky: '#cfdde3',
    horizon: '#f2f6f7',
  },
  dark: {
    ocean: '#15212a',
    land: '#252e32',
    coast: '#45575f',
    border: '#505d62',
    graticule: '#2f3f47',
    label: '#74868d',
    sky: '#0a1013',
    horizon: '#1a262c',
  },
};

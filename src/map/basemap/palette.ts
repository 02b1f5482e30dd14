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
    ocean: '#cfdfe6',
    land: '#f7f6f2',
    coast: '#9db4be',
    border: '#b9b5a8',
    graticule: '#c2d1d8',
    label: '#7d8f97',
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

/** What all contestants look at: the middle of the scenes, at MapLibre's zoom 10, where the 40 m overview is read. */
export const view = { width: 1024, height: 768, zoom: 10 } as const;

/** UTM zone 13 north. */
export const zone = {
  code: 'EPSG:32613',
  proj4: '+proj=utm +zone=13 +datum=WGS84 +units=m +no_defs',
} as const;
/** Metres: the upper left corner of the scenes, and their finest pixel. */
export const corner = { x: 500_000, y: 4_500_000 } as const;
export const finest = 10;
/** Pixels along a side, at 10 m. */
export const side = 4096;
/** The scenes' middle, by PROJ. */
export const centre = { lng: -104.758_423_712_68, lat: 40.466_101_181_12 } as const;
/** Their outline, by PROJ. */
export const outline: readonly (readonly [lng: number, lat: number])[] = [
  [-105, 40.650_856_515_6],
  [-104.515_525_386_5, 40.649_840_217_8],
  [-104.518_169_464_9, 40.280_841_603_4],
  [-105, 40.281_844_816_5],
  [-105, 40.650_856_515_6],
];

export const sceneCount = 16;
export const colours = ['B4', 'B3', 'B2'] as const;
export const bands = [...colours, 'cloud'] as const;

/** What the pages call themselves once they have drawn their mosaic. */
export const finished = 'finished';

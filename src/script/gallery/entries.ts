import bareSoil from './bare-soil.js?raw';
import bitMasks from './bit-masks.js?raw';
import burnScars from './burn-scars.js?raw';
import clearSky from './clear-sky.js?raw';
import dateOfPixel from './date-of-pixel.js?raw';
import greenest from './greenest.js?raw';
import landsat from './landsat.js?raw';
import leastCloud from './least-cloud.js?raw';
import medianBesideBest from './median-beside-best.js?raw';
import medoid from './medoid.js?raw';
import mostRecent from './most-recent.js?raw';
import twoSeasons from './two-seasons.js?raw';

/** A script to begin with. */
interface GalleryScript {
  /** Stays: addresses name it. */
  readonly id: string;
  readonly title: string;
  /** A sentence on what it shows. */
  readonly about: string;
  readonly source: string;
  /** What it needs that the demo has not; null: runs on the demo. */
  readonly needs: string | null;
}

const landsatNeeds = 'Landsat from the Planetary Computer: the demo has Sentinel-2 alone.';

/** The gallery, in its order. All of it runs in Earth Engine, too. */
export const galleryScripts: readonly GalleryScript[] = [
  {
    id: 'least-cloud',
    title: 'Least cloud',
    about: 'Each pixel from the scene with the lowest cloud probability, and the worst ones beside it.',
    source: leastCloud,
    needs: null,
  },
  {
    id: 'clear-sky',
    title: 'Clear sky, nearest to a date',
    about: 'Clouds and shadows are masked by their class; of the rest, the day nearest to 1 August wins.',
    source: clearSky,
    needs: null,
  },
  {
    id: 'greenest',
    title: 'Greenest pixel',
    about: 'Each pixel from the scene with its highest NDVI.',
    source: greenest,
    needs: null,
  },
  {
    id: 'most-recent',
    title: 'Most recent clear pixel',
    about: 'The latest look at each pixel that is not cloudy.',
    source: mostRecent,
    needs: null,
  },
  {
    id: 'date-of-pixel',
    title: 'Date of each pixel',
    about: 'From which day each pixel of a mosaic comes, as colours and as a number.',
    source: dateOfPixel,
    needs: null,
  },
  {
    id: 'burn-scars',
    title: 'Burn scars',
    about: 'Each pixel from the scene with its lowest burn ratio, after a fire.',
    source: burnScars,
    needs:
      'Sentinel-2 from Earth Search, to be chosen in the Data panel first: the demo has no B12, and another place.',
  },
  {
    id: 'bare-soil',
    title: 'Bare soil',
    about: 'Each field as it lies open: from the scene where it is least green.',
    source: bareSoil,
    needs: null,
  },
  {
    id: 'bit-masks',
    title: 'Cloud masks of bits',
    about: 'Masks and ranks by the bits of QA_PIXEL, as QA60 is read, too.',
    source: bitMasks,
    needs: landsatNeeds,
  },
  {
    id: 'median-beside-best',
    title: 'Median beside the best pixel',
    about: 'What a median makes up and a best pixel keeps, and where the two differ.',
    source: medianBesideBest,
    needs: null,
  },
  {
    id: 'medoid',
    title: 'Medoid',
    about: 'Of all clear looks at a pixel, the one nearest to their median.',
    source: medoid,
    needs: null,
  },
  {
    id: 'two-seasons',
    title: 'Two seasons compared',
    about: 'The greenest pixels of July and of August, and what changed between them.',
    source: twoSeasons,
    needs: null,
  },
  {
    id: 'landsat',
    title: 'Landsat 8 and 9',
    about: 'The greenest pixel of two satellites together, in reflectance.',
    source: landsat,
    needs: landsatNeeds,
  },
];

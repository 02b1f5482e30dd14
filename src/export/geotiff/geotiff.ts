/** What saves GeoTIFFs, fetched together when it is used. */
export { freeName, intoFolder } from './destination.ts';
export { asDownloads } from './downloads.ts';
export { planGeotiff, savableBands } from './plan.ts';
export { saveGeotiff } from './save.ts';
export { memoryLimit, openSpool, spoolsOnDisk } from './spool.ts';

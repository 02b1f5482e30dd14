/** Coordinate reference systems: from codes, definitions and GeoKeys to functions that project coordinates. */
export { crsFromCode } from './crs-code.ts';
export { crsFromGeoKeys } from './geokeys.ts';
export { datumNote, isGeographic, projector, ready, wgs84 } from './projector.ts';

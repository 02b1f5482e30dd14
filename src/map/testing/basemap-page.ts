import 'maplibre-gl/dist/maplibre-gl.css';
import { Map, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { type Theme, applyTheme, basemapStyle, keepBasemap } from '../basemap.ts';

// Served by `vite` alone, to look at: basemap.html?theme=dark&projection=globe#1/20/0
setWorkerUrl(workerUrl);
const query = new URLSearchParams(location.search);
const theme = (query.get('theme') ?? 'light') as Theme;
const projection = query.get('projection') === 'globe' ? 'globe' : 'mercator';
const map = new Map({ container: 'map', style: basemapStyle(theme, projection), hash: true, zoom: 1 });
keepBasemap({ map, onError: (error) => document.body.append(error.message) });
Object.assign(window, { map, applyTheme });

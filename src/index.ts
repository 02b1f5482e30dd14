/** The library's public face: what is exported here stays as it is between major versions. */
export { createViewer } from './viewer.ts';
export { ee } from './ee/ee.ts';
export { BestpixelError, isAbort, tell } from './errors.ts';

export type { Viewer } from './viewer.ts';
export type {
  ComputePixelsRequest,
  IdleResult,
  RunResult,
  SampledLayer,
  SampleRequest,
  ViewerOptions,
} from './viewer-types.ts';
export type { Printed } from './script/script.ts';
export type { LayerHandle } from './layer-handle.ts';
export type { LayerSpec } from './engine/layer.ts';
export type { LayerState } from './engine/layer-status.ts';
export type { ComputedBand, ComputedPixels } from './engine/compute-pixels.ts';
export type { BandValues, PixelSample, SeriesEntry } from './engine/sample.ts';
export type { SceneFailure } from './engine/failures.ts';
export type { EngineStats } from './engine/summary.ts';
export type { VisParams } from './compose/vis-params.ts';
export type { PixelGrid } from './grid/pixel-grid.ts';
export type { PixelArray } from './dtype.ts';
export type {
  Filter,
  Geometry,
  Image,
  ImageCollection,
  Reducer,
  ServerDate,
  ServerDictionary,
  ServerList,
  ServerNumber,
  ServerObject,
  ServerString,
} from './ee/types.ts';
export type { ErrorTag, Position } from './errors.ts';
export type {
  ArgumentNode,
  CallNode,
  ConstantNode,
  DictionaryNode,
  FunctionNode,
  ListNode,
  Node,
} from './expression/nodes.ts';

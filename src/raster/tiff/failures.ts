import { BestpixelError } from '../../errors.ts';

export function corrupt(what: string, where: string, cause?: unknown): BestpixelError {
  const remedy = 'Fetch the file again from its source, or leave this scene out.';
  return new BestpixelError('corrupt', what, { where, remedy, cause });
}

export function unsupported(what: string, where: string): BestpixelError {
  const remedy = 'Convert the file, for example: gdal_translate -of COG -co COMPRESS=DEFLATE in.tif out.tif.';
  return new BestpixelError('unsupported', what, { where, remedy });
}

export function tooLarge(what: string, where: string): BestpixelError {
  const remedy =
    'Check that the file is whole, or rewrite it in tiles: gdal_translate -of COG in.tif out.tif.';
  return new BestpixelError('too-large', what, { where, remedy });
}

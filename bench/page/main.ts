import { Budget } from '../../src/budget.ts';
import { requireWebGL2 } from '../../src/gpu/context.ts';
import { Gpu } from '../../src/gpu/gpu.ts';
import { measureSelect, type SelectRequest, type SelectTimes } from './select.ts';

export interface ComposeBench {
  /** What draws, as the driver names itself. */
  renderer(): string;
  select(request: SelectRequest): Promise<SelectTimes>;
}

declare global {
  interface Window {
    composeBench?: ComposeBench;
  }
}

const gl = requireWebGL2(new OffscreenCanvas(1, 1));
const gpu = new Gpu({ gl, budget: new Budget(2 ** 30) });

window.composeBench = {
  renderer() {
    const info = gl.getExtension('WEBGL_debug_renderer_info');
    return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  },
  select: (request) => measureSelect(gpu, request),
};

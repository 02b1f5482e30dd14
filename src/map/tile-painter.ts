import { createTileMesh, type CustomRenderMethodInput } from 'maplibre-gl';
import fragment from '../../shaders/tile.glsl?raw';
import type { Display } from '../compose/display.ts';
import type { DrawItem } from '../engine/draw-items.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Mesh } from '../gpu/mesh.ts';
import type { Program } from '../gpu/program.ts';

/** Side of a tile in the coordinates that MapLibre projects. */
const extent = 8192;

interface PaintRequest {
  readonly args: CustomRenderMethodInput;
  readonly items: readonly DrawItem[];
  readonly display: Display;
  readonly opacity: number;
}

/** Draws composed tiles in MapLibre's frame, flat or on the globe. Owns its programs and meshes. */
export class TilePainter {
  readonly #gpu: Gpu;
  readonly #programs = new Map<string, Program>();
  readonly #meshes = new Map<number, Mesh>();

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
  }

  paint({ args, items, display, opacity }: PaintRequest): void {
    const globe = args.shaderData.define.includes('GLOBE');
    for (const { area, part, bands } of items) {
      const { z, x, y, wrap } = area;
      const projection = args.getProjectionData({
        tileID: { canonical: { z, x, y }, wrap: globe ? 0 : wrap },
        applyGlobeMatrix: true,
      });
      const program = this.#program(args.shaderData, display.glsl(bands));
      this.#mesh(globe ? Math.max(4, 64 >> z) : 1).draw({
        program,
        uniforms: {
          ...display.uniforms({ bands, opacity }),
          u_part: part,
          u_projection_matrix: new Float32Array(projection.mainMatrix),
          u_projection_fallback_matrix: new Float32Array(projection.fallbackMatrix),
          u_projection_tile_mercator_coords: projection.tileMercatorCoords,
          u_projection_clipping_plane: projection.clippingPlane,
          u_projection_transition: projection.projectionTransition,
        },
      });
    }
  }

  dispose(): void {
    for (const program of this.#programs.values()) this.#gpu.giveBack(program);
    for (const mesh of this.#meshes.values()) mesh.dispose();
    this.#programs.clear();
    this.#meshes.clear();
  }

  #program(
    { variantName, vertexShaderPrelude, define }: CustomRenderMethodInput['shaderData'],
    displayGlsl: string,
  ): Program {
    const key = `${variantName}\n${displayGlsl}`;
    let program = this.#programs.get(key);
    if (program) return program;
    const vertex = `#version 300 es
${define}
${vertexShaderPrelude}
in vec2 a_pos;
out vec2 v_at;
void main() {
  v_at = a_pos / ${extent}.0;
  gl_Position = projectTile(a_pos);
}`;
    const head = '#version 300 es\nprecision highp float;\nprecision highp int;\n';
    program = this.#gpu.program({
      vertex,
      fragment: head + displayGlsl + fragment,
      label: 'drawing map tiles',
    });
    this.#programs.set(key, program);
    return program;
  }

  /** A tile in granularity² squares: on the globe they have to bend. */
  #mesh(granularity: number): Mesh {
    let mesh = this.#meshes.get(granularity);
    if (mesh) return mesh;
    const { vertices, indices } = createTileMesh({ granularity, generateBorders: false }, '16bit');
    mesh = this.#gpu.mesh({ vertices: new Int16Array(vertices), indices: new Uint16Array(indices) });
    this.#meshes.set(granularity, mesh);
    return mesh;
  }
}

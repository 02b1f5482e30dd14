import { mebibytes } from './words.ts';
import type { ViewerPort } from './viewer-port.ts';

const MiB = 2 ** 20;
const choices = [128, 256, 512, 1024, 2048, 4096];

/** Graphics memory in use, and a choice of how much may be. */
export function GpuBudget({ port }: { port: ViewerPort }) {
  const { gpuBytes } = port.stats();
  const budget = Math.round(port.gpuBudget / MiB);
  const offered = [...new Set([...choices, budget])].toSorted((a, b) => a - b);
  return (
    <span class="budget">
      GPU {mebibytes(gpuBytes)} of{' '}
      <select
        aria-label="Graphics memory that the layers may use"
        value={budget}
        onChange={({ currentTarget }) => {
          port.gpuBudget = Number(currentTarget.value) * MiB;
        }}
      >
        {offered.map((size) => (
          <option key={size} value={size}>
            {size} MiB
          </option>
        ))}
      </select>
    </span>
  );
}

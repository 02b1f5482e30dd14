import { useMemo } from 'preact/hooks';
import type { InspectorControl } from './inspector-control.ts';
import { Legend } from './legend.tsx';
import { PlotPlace } from './plot-place.tsx';
import { plotData } from './plot-data.ts';
import { variableOf, variablesOf } from './variables.ts';

/** Values over time. What it shows is told in the table too, which is why it is one image to assistive technology. */
export function Chart({ control }: { control: InspectorControl }) {
  const pins = control.pins.value.flatMap((pin) => {
    const inspection = pin.inspection.value;
    return inspection ? [{ name: control.nameOf(pin), color: pin.color, inspection }] : [];
  });
  const inspections = pins.map(({ inspection }) => inspection);
  const variables = variablesOf(inspections);
  const variable = variableOf(variables, control.variable.value);
  const units = control.units.value;
  const shape: readonly unknown[] = [
    variable?.key,
    units,
    ...pins.map(({ name, color }) => name + color),
    ...inspections,
  ];
  const data = useMemo(() => plotData(pins, variable?.key ?? '', units), shape);
  const label = `${variable?.name ?? 'Nothing'} of ${data.scenes.length} scenes over time; the table says the same.`;
  return (
    <section class="inspector-chart" aria-label="Chart">
      <div class="chart-choice">
        <label>
          <span>Show</span>
          <select
            value={variable?.key ?? ''}
            onChange={(event) => {
              control.variable.value = event.currentTarget.value;
            }}
          >
            {variables.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Legend data={data} />
      </div>
      {data.lines.length === 0 && <p class="quiet">No scene is read here yet.</p>}
      <PlotPlace control={control} data={data} label={label} />
    </section>
  );
}

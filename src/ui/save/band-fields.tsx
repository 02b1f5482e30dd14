import type { GeotiffControl } from './geotiff-control.ts';

/** Which bands, in which units, and those that tell the winner. */
export function BandFields({ control }: { control: GeotiffControl }) {
  const { scaled, scene, date } = control.wish.value;
  const bands = control.bands.value;
  const chosen = new Set(control.chosenBands());
  const scalable = bands?.scalable.some((name) => chosen.has(name)) ?? false;
  return (
    <fieldset>
      <legend>Bands</legend>
      <div class="band-choices">
        {bands?.all.map((name) => (
          <Check
            key={name}
            label={name}
            checked={chosen.has(name)}
            onChange={() => control.toggleBand(name)}
          />
        ))}
      </div>
      <Check
        label="Scaled to their physical unit, as 32-bit floats"
        checked={scaled}
        disabled={!scalable && !scaled}
        onChange={() => control.edit({ scaled: !scaled })}
      />
      <Check
        label="Scene: the winner’s number in the list beside the file"
        checked={scene}
        onChange={() => control.edit({ scene: !scene })}
      />
      <Check
        label="Date: days since 1970-01-01"
        checked={date}
        onChange={() => control.edit({ date: !date })}
      />
    </fieldset>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: () => void;
}

function Check({ label, ...input }: CheckProps) {
  return (
    <label class="check">
      <input type="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}

import { GlobeIcon, Mark, MercatorIcon, RailIcon, ThemeIcon } from './icons.tsx';
import { InspectorButton } from './inspector/inspector-button.tsx';
import type { InspectorControl } from './inspector/inspector-control.ts';
import type { LivePort } from './live-port.ts';
import type { RailControl } from './rail.tsx';
import { SaveButton } from './save/save-button.tsx';
import type { SaveControl } from './save/save-control.ts';
import { ScriptButton } from './script/script-button.tsx';
import type { ScriptControl } from './script/script-control.ts';
import type { ThemeControl } from './theme.ts';
import { counted, dateRange } from './words.ts';

interface TopBarProps {
  readonly live: LivePort;
  readonly rail: RailControl;
  readonly theme: ThemeControl;
  readonly script: ScriptControl;
  readonly inspector: InspectorControl;
  readonly save: SaveControl;
}

export function TopBar({ live, rail, theme, script, inspector, save }: TopBarProps) {
  const folded = rail.folded.value;
  return (
    <header class="bar">
      <button
        type="button"
        class="icon-button rail-toggle"
        aria-label="Panels"
        title={folded ? 'Show panels' : 'Hide panels'}
        aria-expanded={!folded}
        aria-controls="panels"
        onClick={rail.toggle}
      >
        <RailIcon />
      </button>
      <h1 class="wordmark">
        <Mark />
        <span>Bestpixel</span>
      </h1>
      <SourceChip live={live} />
      <InspectorButton control={inspector} />
      <ScriptButton control={script} />
      <SaveButton control={save} />
      <ProjectionSwitch live={live} />
      <ThemeButton theme={theme} />
    </header>
  );
}

function SourceChip({ live }: { live: LivePort }) {
  const [collection, ...others] = live.now().collections;
  if (collection === undefined) return <p class="chip empty">No data yet</p>;
  const dates = dateRange(collection);
  return (
    <p class="chip" title={collection.title}>
      <span class="chip-title">{collection.title}</span>
      {dates && <span class="chip-detail">{dates}</span>}
      <span class="chip-detail">{counted(collection.scenes, 'scene')}</span>
      {others.length > 0 && <span class="chip-detail">{`and ${others.length} more`}</span>}
      {collection.synthetic && <span class="badge">synthetic</span>}
    </p>
  );
}

const projections = [
  { id: 'globe', name: 'Globe', Icon: GlobeIcon },
  { id: 'mercator', name: 'Mercator', Icon: MercatorIcon },
] as const;

function ProjectionSwitch({ live }: { live: LivePort }) {
  const port = live.now();
  return (
    <fieldset class="switch">
      <legend class="unseen">Projection</legend>
      {projections.map(({ id, name, Icon }) => (
        <label key={id} title={name}>
          <input
            type="radio"
            aria-label={name}
            class="unseen"
            name="projection"
            value={id}
            checked={port.projection === id}
            onChange={() => {
              port.projection = id;
            }}
          />
          <span class="switch-face">
            <Icon />
            <span class="switch-name">{name}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function ThemeButton({ theme }: { theme: ThemeControl }) {
  const choice = theme.choice.value;
  const label = `Theme: ${choice}. Change to ${theme.next.value}`;
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={theme.advance}>
      <ThemeIcon choice={choice} />
    </button>
  );
}

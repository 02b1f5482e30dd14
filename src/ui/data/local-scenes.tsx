import { type Signal, useSignal } from '@preact/signals';
import type { LocalScene } from '../../catalog/files/local-files.ts';
import { count } from '../words.ts';
import { MoreScenes, rowsAtOnce } from './more-scenes.tsx';

interface LocalScenesProps {
  readonly scenes: readonly LocalScene[];
  readonly dates: Signal<Readonly<Record<string, string>>>;
}

/** How names were read: the scenes, their dates and where these come from, and their bands. Those to be dated are first. */
export function LocalScenes({ scenes, dates }: LocalScenesProps) {
  const shown = useSignal(rowsAtOnce);
  const rows = [...scenes.filter(isUndated), ...scenes.filter((scene) => !isUndated(scene))];
  return (
    <div class="local-scenes" tabIndex={0} role="region" aria-label="How the files were read">
      <table>
        <thead>
          <tr>
            <th scope="col">Scene</th>
            <th scope="col">Date</th>
          </tr>
        </thead>
        {rows.slice(0, shown.value).map((scene) => (
          <Row key={scene.id} scene={scene} dates={dates} />
        ))}
      </table>
      <MoreScenes shown={shown} all={rows.length} />
    </div>
  );
}

function Row({ scene, dates }: { scene: LocalScene; dates: LocalScenesProps['dates'] }) {
  const { id, datetime, dateFrom, product, bands } = scene;
  return (
    <tbody>
      <tr>
        <th scope="row">
          <span class="local-name">{id}</span>
          {product && <span class="quiet">{product}</span>}
        </th>
        <td>
          {datetime === null ? (
            <input
              type="date"
              aria-label={`Date of ${id}`}
              value={Object.hasOwn(dates.value, id) ? dates.value[id]! : ''}
              onInput={({ currentTarget }) => {
                dates.value = { ...dates.value, [id]: currentTarget.value };
              }}
            />
          ) : (
            <>
              <time dateTime={new Date(datetime).toISOString()}>{timeWords(datetime)}</time>
              {dateFrom && <span class="quiet">{sources[dateFrom]}</span>}
            </>
          )}
        </td>
      </tr>
      <tr>
        <td colSpan={2}>
          <details>
            <summary>{bandsWords(bands)}</summary>
            <ul>
              {bands.map(({ name, file }) => (
                <li key={name}>
                  <b>{name}</b> {file}
                </li>
              ))}
            </ul>
          </details>
        </td>
      </tr>
    </tbody>
  );
}

const sources = { name: 'by its name', tags: "by the file's tags", catalog: 'by the catalog' } as const;
const mostNamed = 6;

function isUndated({ datetime }: LocalScene): boolean {
  return datetime === null;
}

/** "NDVI, CLP"; of many, the first. */
function bandsWords(bands: LocalScene['bands']): string {
  const names = bands.slice(0, mostNamed).map(({ name }) => name);
  const more = bands.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${count(more)} more` : names.join(', ');
}

/** Day and minute in UTC; at midnight the day alone, as names mostly say no more. */
function timeWords(datetime: number): string {
  const [day, time] = new Date(datetime).toISOString().split('T') as [string, string];
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`;
}

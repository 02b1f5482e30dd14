import { h, render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type {
  LocalAnswers,
  LocalOpening,
  LocalReading,
  LocalScene,
} from '../../catalog/files/local-files.ts';
import { LocalFiles } from './local-files.tsx';

let root: HTMLElement;
afterEach(() => {
  render(null, root);
  root.remove();
});

function makeLocalScene(over: Partial<LocalScene> = {}): LocalScene {
  return {
    id: 'EOL_20150711T100008',
    datetime: Date.UTC(2015, 6, 11, 10, 0, 8),
    dateFrom: 'name',
    product: null,
    bands: [{ name: 'CLP', file: 'cog/clp/EOL_20150711T100008_CLP.tif' }],
    ...over,
  };
}

function makeOpening(over: Partial<LocalReading> = {}): LocalOpening {
  return {
    reading: {
      title: 's2-series',
      scenes: [makeLocalScene()],
      questions: [],
      refused: [],
      notes: [],
      ...over,
    },
    list: () => {
      throw new Error('the panel lists nothing itself');
    },
  };
}

function show(over: Partial<LocalReading> = {}) {
  root = document.body.appendChild(document.createElement('div'));
  const shown: LocalAnswers[] = [];
  let cancelled = 0;
  const draw = (opening: LocalOpening) =>
    render(
      h(LocalFiles, {
        opening,
        onShow: (answers) => void shown.push(answers),
        onCancel: () => void cancelled++,
      }),
      root,
    );
  draw(makeOpening(over));
  return { shown, cancelled: () => cancelled, draw };
}

const all = (css: string) => [...root.querySelectorAll<HTMLElement>(css)];
const texts = (css: string) => all(css).map((element) => element.textContent);
const button = (text: string) => all('button').find((each) => each.textContent === text) as HTMLButtonElement;
const choice = (text: string) => all('label').find((each) => each.textContent?.startsWith(text))!;
const question = (kind: 'level' | 'offset' | 'date', scenes = ['a']) => ({ kind, scenes });

const hostile = '<img src=x onerror="window.harmed=true">';

describe('how files were read', () => {
  it('is told scene by scene: its date, where that comes from, and its bands with their files', () => {
    show({
      scenes: [
        makeLocalScene(),
        makeLocalScene({
          id: 'b',
          datetime: Date.UTC(2020, 6, 1),
          dateFrom: 'tags',
          product: 'Sentinel-2 L2A',
        }),
        makeLocalScene({ id: 'c', dateFrom: 'catalog' }),
      ],
    });
    expect(texts('h3')).toEqual(['s2-series']);
    expect(texts('.local-name')).toEqual(['EOL_20150711T100008', 'b', 'c']);
    expect(texts('time')).toEqual(['2015-07-11 10:00', '2020-07-01', '2015-07-11 10:00']);
    expect(texts('td .quiet')).toEqual(['by its name', "by the file's tags", 'by the catalog']);
    expect(texts('th .quiet')).toEqual(['Sentinel-2 L2A']);
    expect(texts('td li')[0]).toBe('CLP cog/clp/EOL_20150711T100008_CLP.tif');
  });

  it('names the first bands of many', () => {
    const bands = Array.from({ length: 13 }, (_, i) => ({ name: `B${i + 1}`, file: 'a.tif' }));
    show({ scenes: [makeLocalScene({ bands })] });
    expect(texts('summary')).toEqual(['B1, B2, B3, B4, B5, B6 and 7 more']);
  });

  it('shows a thousand scenes a hundred at a time', async () => {
    show({ scenes: Array.from({ length: 1000 }, (_, i) => makeLocalScene({ id: `s${i}` })) });
    expect(all('tbody')).toHaveLength(100);
    await userEvent.click(button('Show 100 more of 900 scenes'));
    expect(all('tbody')).toHaveLength(200);
  });

  it('lists refused files with what helps, and notes', () => {
    show({
      refused: [{ name: 'a.jp2', sentence: 'JPEG 2000 is not read: gdal_translate -of COG a.jp2 a.tif' }],
      notes: ['1 GeoTIFF left out'],
    });
    expect(texts('.local-refused .warning')).toEqual(['1 file not read, or not whole']);
    expect(texts('.failure-list li')[0]).toContain('gdal_translate -of COG a.jp2 a.tif');
    expect(texts('.notes li')).toEqual(['1 GeoTIFF left out']);
  });

  it('is text, whatever it says', () => {
    show({
      title: hostile,
      scenes: [makeLocalScene({ id: hostile, product: hostile, bands: [{ name: hostile, file: hostile }] })],
      refused: [{ name: hostile, sentence: hostile }],
      notes: [hostile],
      questions: [question('date', [hostile])],
    });
    expect(all('img')).toEqual([]);
    expect(texts('h3')).toEqual([hostile]);
    expect((window as { harmed?: boolean }).harmed).toBeUndefined();
  });
});

describe('showing files', () => {
  it('needs no answer where nothing is asked', async () => {
    const { shown } = show();
    await userEvent.click(button('Show'));
    expect(shown).toEqual([{}]);
  });

  it('needs scenes', () => {
    show({ scenes: [], refused: [{ name: 'a.zip', sentence: 'Unpack it.' }] });
    expect(button('Show').disabled).toBe(true);
    expect(texts('p.quiet')).toEqual(['Nothing to show']);
  });

  it('may be given up', async () => {
    const { cancelled, shown } = show({ questions: [question('level')] });
    await userEvent.click(button('Cancel'));
    expect([cancelled(), shown]).toEqual([1, []]);
  });

  it('waits for level and offset, of which none is chosen to begin with', async () => {
    const { shown } = show({ questions: [question('level'), question('offset')] });
    expect(all('input[type=radio]').map((input) => (input as HTMLInputElement).checked)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(texts('[role=status]')).toEqual(['Still to say: the level, the offset']);
    expect(button('Show').disabled).toBe(true);
    await userEvent.click(choice('L2A'));
    expect(texts('[role=status]')).toEqual(['Still to say: the offset']);
    await userEvent.click(choice('Subtract 1000'));
    expect(texts('[role=status]')).toEqual(['']);
    await userEvent.click(button('Show'));
    expect(shown).toEqual([{ level: 'L2A', offset: -1000 }]);
  });

  it('takes values as they are, if that is the answer', async () => {
    const { shown } = show({ questions: [question('offset')] });
    await userEvent.click(choice('As they are'));
    await userEvent.click(button('Show'));
    expect(shown).toEqual([{ offset: 0 }]);
  });

  it('is answered by keyboard', async () => {
    const { shown } = show({ questions: [question('level')] });
    all('input[type=radio]')[0]!.focus();
    await userEvent.keyboard(' {ArrowDown}{Tab}{Enter}');
    expect(shown).toEqual([{ level: 'L2A' }]);
  });

  it('waits for every date, and asks for them first', async () => {
    const scenes = [
      makeLocalScene({ id: 'dated' }),
      makeLocalScene({ id: 'a', datetime: null, dateFrom: null }),
      makeLocalScene({ id: '__proto__', datetime: null, dateFrom: null }),
    ];
    const { shown } = show({ scenes, questions: [question('date', ['a', '__proto__'])] });
    expect(texts('.local-name')).toEqual(['a', '__proto__', 'dated']);
    const [first, second] = all('input[type=date]') as [HTMLElement, HTMLElement];
    expect(first.getAttribute('aria-label')).toBe('Date of a');
    await userEvent.fill(first, '2020-07-01');
    expect(texts('[role=status]')).toEqual(['Still to say: 1 date']);
    await userEvent.fill(second, '2020-07-02');
    await userEvent.click(button('Show'));
    expect(Object.entries(shown[0]!.dates!)).toEqual([
      ['a', '2020-07-01'],
      ['__proto__', '2020-07-02'],
    ]);
  });

  it('is asked anew for other files', async () => {
    const { draw } = show({ questions: [question('level')] });
    await userEvent.click(choice('L1C'));
    expect(button('Show').disabled).toBe(false);
    draw(makeOpening({ questions: [question('level')] }));
    await expect.poll(() => button('Show').disabled).toBe(true);
    expect((all('input[type=radio]')[0] as HTMLInputElement).checked).toBe(false);
  });

  it('sends no form that it stands in', async () => {
    show({ questions: [question('level')] });
    let sent = 0;
    const form = document.createElement('form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      sent++;
    });
    root.replaceWith(form);
    form.append(root);
    form.append(document.createElement('button'));
    all('input[type=radio]')[0]!.focus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(button('Cancel'));
    expect(sent).toBe(0);
    document.body.append(root);
    form.remove();
  });
});

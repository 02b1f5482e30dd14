import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { exampleChoice, makeRow, makeRows } from '../testing/fake-data.ts';
import { all, asked, button, clear, hostile, refused, show, texts } from '../testing/panel-page.ts';
import type { SceneRow } from './data-port.ts';

afterEach(clear);

describe('the scenes', () => {
  const states: SceneRow['state'][] = ['read', 'waiting', 'outside', 'failed'];
  const scenes = states.map((state, at) =>
    makeRow(at, { state, sentence: state === 'failed' ? `Cut short ${hostile}` : null }),
  );
  const list = () => userEvent.click(button('Scenes'));

  it('tell their state in words, the failed ones first with their sentence', async () => {
    const data = show({ scenes });
    await list();
    expect(texts('.scene-state')).toEqual(['failed', 'read', 'waiting', 'outside']);
    expect(texts('.scene-sentence')).toEqual([`Cut short ${hostile}`]);
    await userEvent.click(button('Retry'));
    expect(asked(data, 'retry')).toHaveLength(1);
  });

  it('are left out and taken back by hand, several at once too', async () => {
    const data = show({ scenes });
    await list();
    const { release } = data.hold();
    const boxes = () => page.getByRole('list', { name: 'Scenes' }).getByRole('checkbox');
    await userEvent.click(boxes().nth(1));
    await userEvent.click(boxes().nth(2));
    await expect.poll(() => texts('.scene-state')).toEqual(['failed', 'left out', 'left out', 'outside']);
    release();
    const [first, second] = scenes.map(({ index }) => index);
    await expect.poll(() => data.choice.without).toEqual([first, second]);
    await userEvent.click(boxes().nth(1));
    await expect.poll(() => data.choice.without).toEqual([second]);
  });

  it('stay as they are where leaving one out is refused', async () => {
    const data = show({ scenes, refusal: refused });
    await list();
    await userEvent.click(page.getByRole('list', { name: 'Scenes' }).getByRole('checkbox').nth(1));
    await expect.poll(() => texts('.fault')).toHaveLength(1);
    expect(texts('.scene-state')[1]).toBe('read');
    expect(data.choice.without).toEqual([]);
  });

  it('may be a thousand: some are listed, and more on demand', async () => {
    show({ scenes: makeRows(1000) });
    await list();
    expect(all('.scene')).toHaveLength(100);
    await userEvent.click(button('Show 100 more of 900 scenes'));
    await expect.poll(() => all('.scene').length).toBe(200);
  });

  it('begin with some of another collection, however many of the last were listed', async () => {
    const data = show({ scenes: makeRows(1000) });
    await list();
    await userEvent.click(button('Show 100 more of 900 scenes'));
    data.choice = { ...data.choice, collection: 'https://data.example/items.json' };
    data.emit();
    await expect.element(button('Scenes')).toHaveAttribute('aria-expanded', 'false');
    await list();
    expect(all('.scene')).toHaveLength(100);
  });
});

describe('real scenes in place of the demo', () => {
  const realHere = {
    choice: { ...exampleChoice, api: 'https://earth-search.aws.element84.com/v1' },
    bytes: 38.2e6,
  };

  it('are offered with their cost and the host that is asked', async () => {
    const data = show({ realHere });
    const offer = button(
      /^Do this on real Sentinel-2, here.*about 38 MB from earth-search\.aws\.element84\.com$/,
    );
    await userEvent.click(offer);
    await expect.poll(() => asked(data, 'show')).toEqual([realHere.choice]);
  });

  it('cost an unknown amount where nobody knows it', async () => {
    show({ realHere: { ...realHere, bytes: null } });
    await expect.element(button(/an unknown amount from earth-search/)).toBeVisible();
  });

  it('tell why they do not come', async () => {
    show({ realHere, refusal: refused });
    await userEvent.click(button(/^Do this on real/));
    await expect.poll(() => texts('.notice p')).toEqual([`The host does not answer ${hostile}. Try again.`]);
  });

  it('are not offered where there is nothing to offer', () => {
    show();
    expect(all('.real-here')).toHaveLength(0);
  });
});

describe('files', () => {
  function drag(type: string, ...files: File[]) {
    const dataTransfer = new DataTransfer();
    for (const file of files) dataTransfer.items.add(file);
    const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    return event;
  }

  it('are opened wherever they are dropped', async () => {
    const data = show();
    const tif = new File(['II'], 'B04.tif');
    drag('dragenter', tif);
    await expect.element(page.getByText('Drop to open here')).toBeVisible();
    expect(drag('drop', tif).defaultPrevented).toBe(true);
    await expect.poll(() => asked(data, 'openFiles')).toEqual([['B04.tif']]);
    await expect.element(page.getByText('Drop to open here')).not.toBeInTheDocument();
    await userEvent.click(page.getByRole('region').getByRole('button', { name: 'Show' }));
    await expect.poll(() => asked(data, 'showFiles')).toHaveLength(1);
    await expect.element(button('Change data')).toBeVisible();
  });

  it('bring the panel into sight where it is folded, and go when another source is chosen', async () => {
    show();
    await userEvent.click(page.getByText('Data', { exact: true }));
    await userEvent.click(all('button[aria-controls=panels]').find((each) => each.checkVisibility())!);
    drag('drop', new File(['II'], 'B04.tif'));
    await expect.element(page.getByRole('region').getByRole('button', { name: 'Show' })).toBeVisible();
    await userEvent.selectOptions(page.getByLabelText('Source'), 'Demo (synthetic)');
    await expect.element(button('Search')).toBeVisible();
  });

  it('that are an outline become the place; STAC documents do not', async () => {
    const data = show();
    const outline = JSON.stringify({ type: 'Point', coordinates: [5, 52] });
    drag('drop', new File([outline], 'field.json'));
    await expect.element(page.getByText('52° N, 5° E', { exact: true })).toBeVisible();
    drag('drop', new File(['{"stac_version":"1.0.0","type":"Feature"}'], 'item.json'));
    await expect.poll(() => asked(data, 'openFiles')).toEqual([['item.json']]);
  });

  it('that cannot be opened say why', async () => {
    show({ refusal: refused });
    drag('drop', new File(['PK'], 'scene.zip'));
    await expect.poll(() => texts('.fault')).toEqual([`The host does not answer ${hostile}. Try again.`]);
  });

  it('are told from other things that are dragged', async () => {
    show();
    const event = new DragEvent('dragover', {
      dataTransfer: new DataTransfer(),
      bubbles: true,
      cancelable: true,
    });
    document.body.dispatchEvent(event);
    await new Promise((next) => setTimeout(next));
    expect(event.defaultPrevented).toBe(false);
    expect(all('.drop-zone')).toHaveLength(0);
  });
});

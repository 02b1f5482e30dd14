import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { makeCollectionEntry } from '../testing/fake-data.ts';
import { asked, button, clear, field, hostile, retype, showForm, texts } from '../testing/panel-page.ts';

afterEach(clear);

describe('the place', () => {
  it('is read as it was typed, said, and marked on the map', async () => {
    const data = await showForm();
    await userEvent.type(field('Coordinates or GeoJSON'), '40.14, -103.19');
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByText('40.14° N, 103.19° W')).toBeVisible();
    expect(asked(data, 'mark').at(-1)).toEqual({ type: 'Point', coordinates: [-103.19, 40.14] });
    await userEvent.click(button('Follow the map'));
    expect(asked(data, 'mark').at(-1)).toBeNull();
  });

  it('is what it was before while what is typed is none', async () => {
    const data = await showForm();
    await userEvent.click(button('This view'));
    const typed = field('Coordinates or GeoJSON');
    await userEvent.type(typed, '40.14, -103');
    await expect.element(page.getByText('40.14° N, 103° W')).toBeVisible();
    await userEvent.type(typed, ' or so');
    await expect.element(page.getByText('52° to 53° N, 5° to 6° E')).toBeVisible();
    await userEvent.click(button('Search'));
    await expect.element(typed).toHaveAccessibleDescription(/not understood as a place/);
    await expect.poll(() => asked(data, 'find')).toMatchObject([{ place: { type: 'Polygon' } }]);
    await userEvent.fill(typed, '40.14, -103.19');
    await expect.element(typed).not.toHaveAttribute('aria-invalid');
  });

  it('moves nothing once it is typed', async () => {
    const data = await showForm();
    await userEvent.fill(field('Coordinates or GeoJSON'), '-103.5125, 39.9125, -102.9125, 40.4125');
    await userEvent.click(page.getByText('Season', { exact: true }));
    await expect.element(field('First month')).toBeVisible();
    expect(asked(data, 'mark').at(-1)).toMatchObject({ type: 'Polygon' });
  });

  it('is refused beside the field where it is none, and then not searched', async () => {
    const data = await showForm();
    await userEvent.type(field('Coordinates or GeoJSON'), 'Denver');
    await userEvent.keyboard('{Enter}');
    await expect
      .element(field('Coordinates or GeoJSON'))
      .toHaveAccessibleDescription(/not understood as a place/);
    expect(asked(data, 'find')).toEqual([]);
  });

  it('is the view, a box that is drawn, or a point that is clicked', async () => {
    const data = await showForm();
    await userEvent.click(button('This view'));
    await expect.element(page.getByText('52° to 53° N, 5° to 6° E')).toBeVisible();
    await userEvent.click(button('Click a point'));
    await expect.element(page.getByText('52° N, 5° E', { exact: true })).toBeVisible();
    data.hold();
    await userEvent.click(button('Draw a box'));
    await expect.element(page.getByText(/Escape ends it/)).toBeVisible();
    await userEvent.click(button('Stop'));
    await expect.element(page.getByText(/Escape ends it/)).not.toBeInTheDocument();
    expect(asked(data, 'pick')).toEqual(['point', 'box']);
    await expect.element(page.getByText('52° N, 5° E', { exact: true })).toBeVisible();
  });
});

describe('an address', () => {
  it('is looked into on demand, and one of its collections searched', async () => {
    const collections = Array.from({ length: 30 }, (_, at) =>
      makeCollectionEntry(`c${at}`, `Kind ${at} ${hostile}`),
    );
    const data = await showForm({ collectionsThere: { title: 'Provider', collections } });
    await userEvent.selectOptions(field('Source'), 'A STAC address…');
    await userEvent.fill(field('Address'), 'https://api.example/');
    expect(asked(data, 'collections')).toEqual([]);
    await userEvent.click(button('List'));
    await userEvent.fill(page.getByLabelText('Collections whose name has'), 'kind 12');
    await expect.poll(() => texts('select[size] option')).toEqual([`Kind 12 ${hostile}`]);
    await userEvent.selectOptions(field('Collections of Provider'), `Kind 12 ${hostile}`);
    await userEvent.click(button('Search'));
    await expect
      .poll(() => asked(data, 'find'))
      .toMatchObject([{ collection: 'https://api.example/collections/c12', api: null }]);
    expect('harmed' in window).toBe(false);
  });

  it('tells which properties it can be searched by, once it is asked', async () => {
    const data = await showForm();
    await userEvent.click(page.getByText('More conditions'));
    await userEvent.click(button('Add a condition'));
    expect(asked(data, 'queryables')).toEqual([]);
    await userEvent.click(button('Ask what there is'));
    await userEvent.fill(field('Property'), 'eo:cloud_cover');
    await expect.element(field('Value')).toHaveAttribute('placeholder', '0 … 100');
    await userEvent.fill(field('Value'), '20');
    await userEvent.click(button('Search'));
    await expect
      .poll(() => asked(data, 'find'))
      .toMatchObject([{ where: [{ name: 'eo:cloud_cover', op: 'lt', value: 20 }] }]);
  });
});

describe('the network', () => {
  it('takes prefixes as soon as they are whole, and refuses others', async () => {
    const data = await showForm();
    await userEvent.click(page.getByText('Network', { exact: true }));
    await userEvent.click(button('Add a prefix'));
    await retype('Addresses that begin with', 'https://data.example/');
    await retype('Are read at', 'mirror');
    await userEvent.tab();
    await expect.poll(() => texts('.rewrite .fault')).toEqual([expect.stringMatching(/no web address/)]);
    expect(data.rewrites).toEqual([]);
    await retype('Are read at', 'https://mirror.example/');
    await userEvent.tab();
    await expect
      .poll(() => data.rewrites)
      .toEqual([{ from: 'https://data.example/', to: 'https://mirror.example/' }]);
  });
});

import { CompletionContext } from '@codemirror/autocomplete';
import { javascript } from '@codemirror/lang-javascript';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { methods, type Method } from '../../expression/methods.ts';
import { alternativeOf } from '../../expression/unsupported.ts';
import { all, texts } from '../testing/panel-page.ts';
import { clearScript, expectEditor, openScript } from '../testing/script-page.ts';
import { completeApi } from './complete.ts';
import { helpOf } from './help.ts';
import { explain, told } from './hover.ts';

afterEach(clearScript);

/** The script, whose cursor is at the bar. */
function at(marked: string): { state: EditorState; pos: number } {
  const pos = marked.indexOf('|');
  const doc = marked.replace('|', '');
  const state = EditorState.create({ doc, extensions: [javascript()] });
  // The editor has read on while a person typed.
  ensureSyntaxTree(state, doc.length, 10_000);
  return { state, pos };
}

function offered(marked: string, explicit = false) {
  const { state, pos } = at(marked);
  return completeApi(new CompletionContext(state, pos, explicit))?.options ?? [];
}

const labels = (marked: string, explicit = false) =>
  offered(marked, explicit)
    .map(({ label }) => label)
    .toSorted();

/** By the table: what is called on an object of the type. */
const methodsOf = (type: string) =>
  Object.entries<Method>(methods)
    .filter(([name, { params }]) => name.startsWith(`${type}.`) && params[0]?.type === type)
    .map(([name]) => name.slice(type.length + 1))
    .toSorted();

const image = methodsOf('Image');
const collection = methodsOf('ImageCollection');

describe('completion', () => {
  it.each([
    ['ee.Image(1).|', image],
    ["ee.ImageCollection('a').filterDate('2020').|", collection],
    ["ee.ImageCollection('a')\n  .filterDate('2020')\n  .|", collection],
    ["ee.ImageCollection('a').qualityMosaic('b').|", image],
    ["var col = ee.ImageCollection('a');\ncol.|", collection],
    ["var col = ee.ImageCollection('a');\ncol = col.mosaic();\ncol.|", image],
    ["var col = ee.ImageCollection('a');\nvar x = col.filterDate('b'), y = x.mosaic();\ny.|\nvar z;", image],
    ["let x = ee.ImageCollection('a'); x.map(function (thing) { return thing.|; })", image],
    ["ee.ImageCollection('a').map((thing) => thing.|)", image],
    ["ee.ImageCollection('a').map(thing => thing.select('b').|)", image],
    ["function f(thing) { thing.| }\nee.ImageCollection('a').map(f);", image],
    ["var f = function (thing) { return thing.|; };\nee.ImageCollection('a').map(f);", image],
    ['function f(a, b) { b.| }\nf(1, ee.Image(2));', image],
    ['function f() { return ee.Image(1); }\nf().|', image],
    ['(ee.Image(1)).|', image],
    ['var ee2 = 1;\nvar a = ee.Image(1);\nfunction f(a) { }\na.|', image],
    ['nobodyKnows().normalizedDifference().|', image],
    ['ee.Image(1).sel|', image],
  ])('of %j offers what such an object has', (script, expected) => {
    expect(labels(script)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(3);
  });

  it('where the type cannot be told offers the methods of all, under their types', () => {
    const options = offered('nobodyKnows().|');
    const of = (type: string) =>
      options
        .filter(({ section }) => section === type)
        .map(({ label }) => label)
        .toSorted();
    expect(of('Image')).toEqual(image);
    expect(of('ImageCollection')).toEqual(collection);
  });

  it('goes in no circles', () => {
    expect(offered('var a = b; var b = a; a = a.add(b).add(a); b = a; a.|').length).toBeGreaterThan(0);
    const deep = `var a0 = ee.Image(1);\n${Array.from({ length: 400 }, (_, n) => `var a${n + 1} = a${n}.add(a${n});`).join('\n')}`;
    expect(offered(`${deep}\na400.|`).length).toBeGreaterThan(0);
  });

  it('offers types, functions without an object, and what the page has', () => {
    expect(labels('ee.|')).toEqual(
      expect.arrayContaining(['Image', 'ImageCollection', 'Filter', 'Geometry']),
    );
    expect(labels('ee.Filter.|')).toEqual(expect.arrayContaining(['and', 'calendarRange', 'eq']));
    expect(labels('ee.Geometry.|')).toEqual(expect.arrayContaining(['Point', 'Polygon']));
    expect(labels('ee.Geometry.|')).not.toContain('bounds');
    expect(labels('Map.|')).toEqual(expect.arrayContaining(['addLayer', 'centerObject', 'setCenter']));
    expect(labels('pri|')).toEqual(['Map', 'ee', 'print']);
    expect(labels('|', true)).toEqual(['Map', 'ee', 'print']);
  });

  it.each(['|', '// ee.|', "'ee.|'", 'var na|', "'abc'.|", '[1].|', '1.|', 'var x = {a: 1};\nx.|'])(
    'says nothing in %j',
    (script) => expect(labels(script)).toEqual([]),
  );

  it('offers names of parameters in the object given first, and how to draw in that of Map.addLayer', () => {
    expect(labels("ee.ImageCollection('a').filterDate({s|})")).toEqual(['end', 'start']);
    expect(labels('Map.addLayer(x, {b|})')).toEqual(expect.arrayContaining(['bands', 'max', 'palette']));
    expect(labels("Map.addLayer(x, {bands: ['B4'], m|})")).toContain('max');
    expect(labels('Map.addLayer(x, {|})', true)).toContain('bands');
    expect(labels('Map.addLayer(x, {min: va|})')).not.toContain('max');
  });

  it('tells signature and help of each row, and marks what is unverified', () => {
    const of = (script: string, label: string) => offered(script).find((each) => each.label === label)!;
    expect(of('ee.Image(1).|', 'select').detail).toBe('(bandSelectors…, newNames?) → Image');
    expect(of('ee.Filter.|', 'neq').detail).toMatch(/ · unverified$/);
    expect(of('ee.Filter.|', 'eq').detail).not.toContain('unverified');
    const { info } = of('ee.Image(1).|', 'addBands');
    const help = (info as () => HTMLElement)();
    expect(help.textContent).toContain(methods['Image.addBands'].doc);
    expect(help.textContent).toContain('overwrite?true or false; else false');
  });
});

describe('help on hovering', () => {
  const shown = (marked: string) => {
    const { state, pos } = at(marked);
    const explained = explain(state, pos, 1);
    return explained && told(explained).textContent;
  };

  it('is that of the method of the object there', () => {
    expect(shown("ee.ImageCollection('a').|select('b')")).toContain('ImageCollection.select(');
    expect(shown("ee.ImageCollection('a').mosaic().se|lect('b')")).toContain('Image.select(');
    expect(shown('ee.Filter.n|eq(1)')).toContain('Unverified');
    expect(shown('Map.|addLayer(x)')).toContain('visParams?');
    expect(shown('|print(1)')).toContain('print(value…)');
    expect(shown('ee.|Image(1)')).toContain('ee.Image(value) → Image');
  });

  it('is that of all methods of the name where the object is unknown, and none elsewhere', () => {
    expect(shown('nobodyKnows().|select(1)')).toMatch(/Image\.select.*ImageCollection\.select/s);
    expect(shown('ee.Image(1).|nothingLikeIt()')).toBeNull();
    expect(shown("'|select'")).toBeNull();
    expect(shown('var |select = 1')).toBeNull();
  });

  it('tells what to do instead of what is not supported, which completion does not offer', () => {
    const { state, pos } = at('ee.Image(1).|reduceRegion()');
    expect(explain(state, pos, 1)!.entries).toEqual([]);
    expect(shown('ee.Image(1).|reduceRegion()')).toContain('Not supported here.');
    expect(shown('ee.Image(1).|reduceRegion()')).toContain(alternativeOf('Image', 'reduceRegion'));
    expect(labels('ee.Image(1).|')).not.toContain('reduceRegion');
  });

  it('tells what differs from Earth Engine', () => {
    const entry = { name: 'a', owner: 'Image', params: [], result: null, doc: 'B.', unverified: false };
    expect(helpOf([{ ...entry, difference: 'C.' }]).textContent).toContain('Unlike Earth Engine: C.');
    expect(helpOf([{ ...entry, difference: null }]).textContent).not.toContain('Unlike');
  });
});

describe('in the editor', () => {
  beforeEach(() => page.viewport(1280, 800));

  it('completion opens at a dot, is taken by Enter, and left by Escape', async () => {
    await openScript({ shown: '' });
    await userEvent.keyboard('ee.Image(1).sele');
    await expect.poll(() => texts('.cm-completionLabel')).toContain('select');
    await expect.element(page.getByText(methods['Image.select'].doc)).toBeVisible();
    // Else what was typed just before would be taken for an answer.
    await new Promise((later) => setTimeout(later, 150));
    await userEvent.keyboard('{Enter}');
    expect((await expectEditor()).textContent).toBe('ee.Image(1).select');
    await userEvent.keyboard('().');
    await expect.poll(() => all('.cm-tooltip-autocomplete')).toHaveLength(1);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => all('.cm-tooltip-autocomplete')).toHaveLength(0);
    expect(document.getElementById('script')!.checkVisibility()).toBe(true);
  });

  it('the pointer on a method shows its help', async () => {
    await openScript();
    await userEvent.hover(page.getByText('qualityMosaic'));
    await expect.element(page.getByText(methods['ImageCollection.qualityMosaic'].doc)).toBeVisible();
  });
});

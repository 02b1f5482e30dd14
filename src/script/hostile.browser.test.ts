import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BestpixelError } from '../errors.ts';
import { createScriptRunner } from './runner.ts';
import type { ScriptRunner } from './script.ts';

/** Milliseconds: long enough for honest scripts on a busy machine. */
const time = 800;

let runner: ScriptRunner;

beforeEach(() => {
  runner = createScriptRunner({ limits: { time } });
});

afterEach(() => runner.dispose());

/** What a script is refused with. */
async function refusal(source: string): Promise<BestpixelError> {
  const outcome = await runner.run(source).then(
    () => null,
    (error: unknown) => error,
  );
  expect(outcome, source).toBeInstanceOf(BestpixelError);
  return outcome as BestpixelError;
}

async function expectAlive(): Promise<void> {
  const { printed } = await runner.run('print(1 + 1);');
  expect(printed[0]!.parts).toEqual([{ text: '2' }]);
}

describe('a hostile script is stopped, named, and harms no later one:', () => {
  test.each([
    ['an endless loop', 'while (true) {}', /stopped after/],
    ['one that catches what stops it', 'for (;;) { try { for (;;); } catch (e) {} }', /stopped after/],
    [
      'one that never finishes finally',
      'function f() { try { f(); } finally { f(); } } f();',
      /stopped|deeply/,
    ],
    ['endless recursion', 'function f() { return f() + 1; } f();', /calls itself too deeply/],
    ['recursion through natives', 'function f() { return [1].map(f); } f();', /calls itself too deeply/],
    ['recursion in getters', 'var o = { get a() { return this.a; } }; o.a;', /calls itself too deeply/],
    ['a string that doubles', 'var s = "x"; for (;;) s += s;', /more memory/],
    ['a long string at once', '"x".repeat(2 ** 28).length', /more memory/],
    ['an array that grows', 'var a = []; for (;;) a.push(a.slice());', /more memory|stopped/],
    ['arrays of arrays', 'var a = []; for (;;) a = [a, new Array(1e5).fill(a)];', /more memory|stopped/],
    ['a typed array', 'new Float64Array(2 ** 27)', /more memory/],
    ['a buffer that is too large', 'new ArrayBuffer(2 ** 40)', /memory|RangeError/],
    ['a pattern that backtracks', '/^(a+)+$/.test("a".repeat(40) + "!")', /stopped after/],
    [
      'a loop of promises',
      'var f = function () { return Promise.resolve().then(f); }; f();',
      /stopped after/,
    ],
    ['an endless async loop', '(async function () { for (;;) await null; })();', /stopped after/],
    ['an endless toJSON', 'Object.prototype.toJSON = function () { for (;;); }; print(1);', /stopped after/],
    [
      'an error that never ends',
      'throw { get message() { for (;;); }, toString() { for (;;); } };',
      /threw|stopped/,
    ],
    ['a deep error', 'var o = {}; for (var i = 0; i < 1e5; i++) o = { o: o }; throw o;', /threw|deeply/],
  ])('%s', async (_, source, sentence) => {
    expect((await refusal(source)).message).toMatch(sentence);
    await expectAlive();
  });
});

describe('a script reaches nothing outside:', () => {
  test.each([
    'fetch("https://example.test/")',
    'new XMLHttpRequest()',
    'new WebSocket("wss://example.test/")',
    'importScripts("https://example.test/x.js")',
    'postMessage("out")',
    'self.close()',
    'window.location',
    'document.title',
    'navigator.sendBeacon("https://example.test/")',
    'new Worker("x.js")',
    'require("users/somebody/module")',
    'setTimeout(function () {}, 0)',
    'Function("return fetch")()',
    '(0, eval)("fetch(1)")',
    'globalThis.constructor.constructor("return fetch")()',
    'this.constructor.constructor("return postMessage")()',
    'ee.Geometry.Point.constructor("return self")()',
    'Map.addLayer.constructor("return globalThis.process.exit()")()',
    'print.constructor("return Deno")()',
  ])('%s', async (source) => {
    const error = await refusal(`var x = 1;\n${source};`);
    expect(error).toMatchObject({
      tag: 'script',
      message: expect.stringMatching(/not defined|undefined|null/),
    });
  });

  test('modules are refused by name, asked for in either way', async () => {
    expect(await refusal('var a;\nimport("https://example.test/x.js");')).toMatchObject({
      message: expect.stringContaining('cannot import'),
      position: { line: 2, column: 1 },
    });
    expect(await refusal('var a;\nimport x from "https://example.test/x.js";')).toMatchObject({
      tag: 'script',
      position: { line: 2 },
    });
  });
});

/** Valid where the script is not: what comes out is an expression, or a named refusal. */
describe('what a script hands over is data:', () => {
  const layer = 'var c = ee.ImageCollection("S2"); ';
  test.each([
    ['another kind', '{ node: { kind: "evil" }, type: "Image" }', /unknown kind/],
    ['no node', '{ node: 1, type: "Image" }', /./],
    ['an unknown method', call('"Image.fetch"', '{}'), /Unknown method|not to be used/],
    ['a method of all objects', call('"constructor"', '{}'), /Unknown method|not to be used/],
    [
      'a foreign argument',
      call('"ImageCollection.load"', '{ id: c.node, more: c.node }'),
      /Unknown argument|is not/,
    ],
    ['a missing argument', call('"ImageCollection.load"', '{}'), /missing/],
    ['a prototype as arguments', call('"ImageCollection.load"', 'JSON.parse(\'{"__proto__": {}}\')'), /./],
    [
      'itself',
      '(function () { var n = { kind: "list" }; n.items = [n]; return { node: n, type: "Image" }; })()',
      /./,
    ],
    ['a name that is too long', 'ee.ImageCollection("x".repeat(5e4))', /too long/],
    ['a part that is no image', '{ node: ee.Geometry.Point(1, 2).node, type: "Image" }', /is not an image/],
  ])('a forged tree is refused: %s', async (_, forged, sentence) => {
    const error = await refusal(`${layer}\nMap.addLayer(${forged});`);
    expect(error).toMatchObject({ tag: 'script', message: expect.stringMatching(sentence) });
  });

  test.each([
    'Array.prototype.map = function () { return [{ evil: 1 }]; };',
    'Object.entries = function () { return [["__proto__", 1]]; };',
    'Object.prototype.toJSON = function () { return { layers: 1 }; };',
    'JSON.stringify = function () { return "evil"; };',
    'Array.prototype.push = function () { return 7; };',
    'Array.prototype[Symbol.iterator] = function () { return { next: function () { return { done: true }; } }; };',
    'Object.prototype.kind = "call"; Object.prototype.node = {};',
    'Reflect.get = Object.freeze = Object.create = function () { return {}; };',
    'Function.prototype.call = Function.prototype.apply = null;',
    'Error.prepareStackTrace = function () { throw 1; };',
    'Error.stackTraceLimit = { valueOf: function () { throw 1; } };',
    'Proxy = Map = Object = Array = Error = String = Number = JSON = Reflect = null;',
    'Object.defineProperty(Object.prototype, "layers", { get: function () { return 1; } });',
    'String.prototype.slice = function () { return { evil: 1 }; };',
  ])('its world may be broken: %s', async (broken) => {
    const after =
      '; ee.ImageCollection("S2").mosaic(); print("fine"); Map.addLayer(ee.ImageCollection("S2"));';
    const outcome = await runner.run(broken + after).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toMatchObject({ tag: 'script' });
    else expect(Object.keys(outcome as object)).toEqual(['layers', 'printed', 'camera', 'mapType']);
    await expectAlive();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('what is used often is handed over once', async () => {
    const { layers } = await runner.run(
      'var i = ee.ImageCollection("S2").mosaic(); for (var k = 0; k < 60; k++) i = i.add(i); Map.addLayer(i);',
    );
    expect(layers).toHaveLength(1);
  });

  test.each([
    [
      'chains',
      'var i = ee.ImageCollection("S2").mosaic(); for (var k = 0; k < 500; k++) i = i.add(1); Map.addLayer(i)',
    ],
    ['layers', 'for (;;) Map.addLayer(ee.ImageCollection("S2"));'],
    ['texts', 'for (var k = 0; k < 1e3; k++) print("x".repeat(9999));'],
  ])('floods of %s are refused', async (_, source) => {
    expect(await refusal(source)).toMatchObject({
      tag: 'script',
      message: expect.stringMatching(/more than|too/),
    });
    await expectAlive();
  });

  test('a flood of lines is cut, and that is said', async () => {
    const { printed } = await runner.run('for (var k = 0; k < 1e5; k++) print(k);');
    expect(printed).toHaveLength(1001);
    expect(printed.at(-1)!.parts).toEqual([{ text: '… 99000 more lines are left out' }]);
  });
});

function call(method: string, args: string): string {
  return `{ node: { kind: "call", method: ${method}, args: ${args} }, type: "Image" }`;
}

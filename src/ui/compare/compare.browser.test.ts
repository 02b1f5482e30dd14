import { h, render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { livePort } from '../live-port.ts';
import '../styles/index.css';
import { fakeCompare } from '../testing/fake-compare.ts';
import { CompareFields } from './compare-fields.tsx';
import { Swipe } from './swipe.tsx';

const undo: (() => void)[] = [];
afterEach(() => {
  undo.splice(0).forEach((each) => each());
  vi.restoreAllMocks();
});

const [left, width] = [20, 400];

function show(component: typeof Swipe | typeof CompareFields, over: Parameters<typeof fakeCompare>[0] = {}) {
  const port = fakeCompare(over);
  const live = livePort(port);
  const root = document.body.appendChild(document.createElement('div'));
  root.className = 'over-map';
  Object.assign(root.style, {
    position: 'absolute',
    left: `${left}px`,
    top: '30px',
    width: `${width}px`,
    height: '300px',
  });
  render(h(component, { live }), root);
  const unmount = () => {
    render(null, root);
    live.stop();
    root.remove();
  };
  undo.push(unmount);
  return { port, unmount };
}

const one = <T extends HTMLElement>(css: string) => document.querySelector<T>(css)!;
const slider = () => one('[role=slider]');
const at = () => Number(slider().getAttribute('aria-valuenow'));

function pointer(type: string, x: number, more: PointerEventInit = {}) {
  const init = {
    clientX: left + x,
    clientY: 100,
    isPrimary: true,
    button: 0,
    pointerId: 1,
    bubbles: true,
    ...more,
  };
  slider().dispatchEvent(new PointerEvent(type, init));
}

/** Made-up pointers cannot be captured. */
function withoutCapture() {
  vi.spyOn(Element.prototype, 'setPointerCapture').mockImplementation(() => {});
}

describe('the line', () => {
  it.each(['mouse', 'pen', 'touch'])(
    'is dragged with a %s, by where it was taken hold of',
    async (pointerType) => {
      withoutCapture();
      const { port } = show(Swipe);
      pointer('pointerdown', 204, { pointerType });
      for (let x = 204; x >= 104; x -= 10) pointer('pointermove', x, { pointerType });
      pointer('pointerup', 104, { pointerType });
      await expect.poll(() => port.compare?.position).toBe(0.25);
      // Eleven moves in one frame are told once.
      expect(port.compares).toHaveLength(1);
      pointer('pointermove', 300, { pointerType });
      await expect.poll(at).toBe(25);
      expect(port.compare?.position).toBe(0.25);
    },
  );

  it('stays on the map, and passes other buttons and second fingers over', async () => {
    withoutCapture();
    const { port } = show(Swipe);
    pointer('pointerdown', 200, { button: 2 });
    pointer('pointermove', 300);
    pointer('pointerdown', 200, { isPrimary: false, pointerId: 2 });
    pointer('pointermove', 300, { isPrimary: false, pointerId: 2 });
    pointer('pointerdown', 200);
    pointer('pointermove', 900);
    await expect.poll(() => port.compare?.position).toBe(1);
    expect(port.compares).toHaveLength(1);
  });

  it('moves by keyboard, and says where it is between what', async () => {
    const { port } = show(Swipe);
    slider().focus();
    const press = async (keys: string, to: number) => {
      await userEvent.keyboard(keys);
      await expect.poll(() => port.compare?.position).toBe(to);
    };
    await press('{ArrowLeft}', 0.49);
    await press('{ArrowRight}{ArrowRight}', 0.51);
    await press('{PageDown}', 0.41);
    await press('{PageUp}', 0.51);
    await press('{Home}', 0);
    await press('{End}', 1);
    await expect.poll(at).toBe(100);
    expect(slider().getAttribute('aria-valuetext')).toBe(
      '100 %: Collection (for series inspection) | Best-pixel mosaic (by cloud score)',
    );
  });

  it('goes to the middle on a double click', async () => {
    const { port } = show(Swipe, { compare: { left: ['collection'], right: ['best'], position: 0.2 } });
    await userEvent.dblClick(slider());
    await expect.poll(() => port.compare?.position).toBe(0.5);
  });

  it('is where the port has it, and nowhere while nothing is compared', async () => {
    const { port } = show(Swipe);
    port.compare = { left: ['collection'], right: ['worst'], position: 0.75 };
    await expect.poll(at).toBe(75);
    const { left: x, width: across } = slider().getBoundingClientRect();
    expect(x + across / 2).toBeCloseTo(left + 0.75 * width, 0);
    port.compare = null;
    await expect.poll(() => document.querySelector('.swipe')).toBeNull();
  });

  it('lets the map below be reached beside it', () => {
    show(Swipe);
    const hit = document.elementFromPoint(left + 60, 200);
    expect(hit?.closest('.swipe')).toBeNull();
    expect(document.elementFromPoint(left + 200, 200)?.closest('.swipe-line')).not.toBeNull();
  });

  it('leaves no name on a side that is too narrow for one', async () => {
    const { port } = show(Swipe, { compare: { left: ['collection'], right: ['best'], position: 0.1 } });
    const seen = () => [...document.querySelectorAll('.swipe-name')].map((name) => name.checkVisibility());
    expect(seen()).toEqual([false, true]);
    port.compare = { left: ['collection'], right: ['best'], position: 0.5 };
    await expect.poll(seen).toEqual([true, true]);
  });
});

describe('the names of the sides', () => {
  it('are cut where they are the same, and stay on the map and off its buttons', async () => {
    const { port } = show(Swipe, {
      layers: [
        { id: 'a', name: 'Best-pixel mosaic (by cloud score)', shown: true },
        { id: 'b', name: 'Best-pixel mosaic (by nothing)', shown: true },
        { id: 'c', name: 'Scene 20200701T174911_20200701T175626_T13TFE', shown: true },
      ],
      compare: { left: ['a'], right: ['b'], position: 0.5 },
    });
    const own = [...document.querySelectorAll<HTMLElement>('.swipe-own')];
    expect(own.map(({ textContent }) => textContent)).toEqual(['cloud score)', 'nothing)']);
    expect(own.map((each) => each.scrollWidth <= each.clientWidth + 1)).toEqual([true, true]);
    expect(one('.swipe-over').textContent).toContain('Scene 20200701T174911');
    for (let position = 0; position <= 1; position = Math.round((position + 0.02) * 100) / 100) {
      port.compare = { left: ['a'], right: ['b'], position };
      await expect.poll(at).toBe(Math.round(position * 100));
      const boxes = [...document.querySelectorAll('.swipe-name, .swipe-over')]
        .filter((each) => each.checkVisibility())
        .map((each) => each.getBoundingClientRect());
      expect(boxes.every((box) => box.left >= left && box.right <= left + width - 40)).toBe(true);
    }
  });
});

describe('blinking', () => {
  const key = (type: string, init: KeyboardEventInit, target: EventTarget = document.body) =>
    target.dispatchEvent(new KeyboardEvent(type, { bubbles: true, ...init }));

  it('shows a side alone as long as its key is held', () => {
    const { port } = show(Swipe);
    key('keydown', { key: 'b' });
    key('keydown', { key: 'b', repeat: true });
    expect(port.blink).toBe('right');
    key('keyup', { key: 'b' });
    expect(port.blink).toBeNull();
    key('keydown', { key: 'B', shiftKey: true });
    expect(port.blink).toBe('left');
    window.dispatchEvent(new Event('blur'));
    expect(port.blink).toBeNull();
    expect(port.blinks).toEqual(['right', null, 'left', null]);
  });

  it('does not begin in a text, nor with other keys held', () => {
    const { port } = show(Swipe);
    const text = document.body.appendChild(document.createElement('input'));
    undo.push(() => text.remove());
    key('keydown', { key: 'b' }, text);
    key('keydown', { key: 'b', ctrlKey: true });
    expect(port.blinks).toEqual([]);
  });

  it('ends when the line goes away, and then nothing listens', () => {
    const { port, unmount } = show(Swipe);
    key('keydown', { key: 'b' });
    unmount();
    expect(port.blink).toBeNull();
    expect(port.listeners()).toBe(0);
    key('keydown', { key: 'b' });
    expect(port.blink).toBeNull();
  });

  it('is held by a side’s name, with a finger or by keyboard', () => {
    withoutCapture();
    const { port } = show(Swipe);
    const name = one('[data-side=left] .swipe-name');
    const touch = (type: string) =>
      name.dispatchEvent(new PointerEvent(type, { pointerType: 'touch', pointerId: 1, bubbles: true }));
    touch('pointerdown');
    expect(port.blink).toBe('left');
    touch('pointerup');
    expect(port.blink).toBeNull();
    key('keydown', { key: ' ' }, name);
    expect(port.blink).toBe('left');
    key('keyup', { key: ' ' }, name);
    expect(port.blinks).toEqual(['left', null, 'left', null]);
  });
});

describe('the introduction', () => {
  it('moves the line once, left and right and back', async () => {
    const { port } = show(Swipe, { introduces: true });
    await expect.poll(() => port.compares.at(-1)?.position === 0.5, { timeout: 20_000 }).toBe(true);
    await expect
      .poll(() => Math.max(...port.compares.map((each) => each!.position)), { timeout: 20_000 })
      .toBeGreaterThan(0.6);
    await expect.poll(() => port.compare?.position, { timeout: 20_000 }).toBe(0.5);
    expect(Math.min(...port.compares.map((each) => each!.position))).toBeLessThan(0.4);
  });

  it('plays no second time when its layers come back', async () => {
    const { port } = show(Swipe, { introduces: true });
    await expect.poll(() => port.compares.length).toBeGreaterThan(2);
    const { compare } = port;
    port.compare = null;
    await expect.poll(() => document.querySelector('.swipe')).toBeNull();
    const frames = vi.spyOn(window, 'requestAnimationFrame');
    port.compare = compare;
    await expect.poll(() => document.querySelector('.swipe')).not.toBeNull();
    expect(port.introduces).toBe(false);
    const moves = port.compares.length;
    const asked = frames.mock.calls.length;
    await new Promise((next) => setTimeout(next, 100));
    expect(port.compares).toHaveLength(moves);
    expect(frames.mock.calls.length).toBe(asked);
  });

  it('ends at once when the person does anything', async () => {
    const { port } = show(Swipe, { introduces: true });
    await expect.poll(() => port.compares.length).toBeGreaterThan(2);
    const cancel = vi.spyOn(window, 'cancelAnimationFrame');
    window.dispatchEvent(new WheelEvent('wheel'));
    expect(cancel).toHaveBeenCalled();
  });

  it('is none where no motion is wanted', async () => {
    const real = window.matchMedia.bind(window);
    vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
      query.includes('reduced-motion') ? ({ matches: true } as MediaQueryList) : real(query),
    );
    const frames = vi.spyOn(window, 'requestAnimationFrame');
    const { port } = show(Swipe, { introduces: true });
    await expect.poll(() => vi.mocked(window.matchMedia).mock.calls.length).toBeGreaterThan(0);
    expect(frames.mock.calls.length).toBeLessThan(2);
    expect(port.compares).toEqual([]);
  });
});

describe('what is compared', () => {
  const choose = (label: string, option: string) =>
    userEvent.selectOptions(one(`[aria-label="${label}"]`), option);

  it('is chosen for each side, changes places, and ends', async () => {
    const { port } = show(CompareFields);
    await choose('Left of the line', 'worst');
    expect(port.compare).toEqual({ left: ['worst'], right: ['best'], position: 0.5 });
    await expect.poll(() => one<HTMLSelectElement>('[aria-label="Left of the line"]').value).toBe('worst');
    await userEvent.click(one('[aria-label="Swap the sides"]'));
    expect(port.compare).toEqual({ left: ['best'], right: ['worst'], position: 0.5 });
    await userEvent.click(one('input[type=checkbox]'));
    expect(port.compare).toBeNull();
    await expect.poll(() => document.querySelector('select')).toBeNull();
    await userEvent.click(one('input[type=checkbox]'));
    expect(port.compare).toEqual({ left: ['worst'], right: ['best'], position: 0.5 });
  });

  it('cannot be switched on with a single layer', () => {
    show(CompareFields, { compare: null, layers: [{ id: 'a', name: 'A', shown: true }] });
    expect(one<HTMLInputElement>('input').disabled).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { Layer } from './layer.ts';

const makeLayer = (): Layer => new Layer({ image: { kind: 'constant', value: 1 } }, 0, () => {});

describe('a layer that was removed before its scenes were loaded', () => {
  it('keeps nobody waiting for its recipe', async () => {
    const layer = makeLayer();
    const waiting = layer.resolved();
    layer.dispose();
    await expect(waiting).rejects.toMatchObject({ tag: 'disposed' });
  });

  it('refuses whoever asks later', async () => {
    const layer = makeLayer();
    layer.dispose();
    await expect(layer.resolved()).rejects.toMatchObject({ tag: 'disposed' });
  });
});

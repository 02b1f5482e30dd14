import type { SharePort } from '../share/share-port.ts';

export function fakeShare(over: Partial<SharePort> = {}): SharePort {
  return {
    link: async () => 'https://bestpixel.example/#recipe=abc',
    contents: () => 'the collection demo, 3 layers with their styles and the place',
    findings: () => [],
    file: () => ({ name: 'recipe.json', text: '{}' }),
    open: async () => {},
    ...over,
  };
}

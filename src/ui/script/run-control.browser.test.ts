import { describe, expect, it } from 'vitest';
import { fakeScript } from '../testing/fake-script.ts';
import { RunControl } from './run-control.ts';

describe('the end of a run', () => {
  it.each(['done', 'failed'] as const)(
    'is told as %s not before what was printed until then',
    async (end) => {
      const script = fakeScript();
      const runs = new RunControl(script);
      const shown: string[][] = [];
      const stop = runs.state.subscribe((state) => {
        if (state === end) shown.push(runs.lines.value.map(({ text }) => text));
      });
      const ended = runs.run("print('first')");
      script.runs[0]!.line({ id: 0, text: 'first' });
      if (end === 'done') script.runs[0]!.end();
      else script.runs[0]!.fail(new Error('broken'));
      await ended;
      expect(shown).toEqual([['first']]);
      stop();
      runs.end();
    },
  );
});

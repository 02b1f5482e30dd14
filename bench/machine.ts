import { execFileSync } from 'node:child_process';
import { cpus, hostname, loadavg, totalmem } from 'node:os';

/** Where figures come from; without it they mean little. */
export interface Machine {
  readonly name: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly revision: string;
}

export function describeMachine(): Machine {
  const all = cpus();
  return {
    name: hostname(),
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    revision: revision(),
  };
}

/** Processes that ran or waited in the last minute, on average: beyond the number of cores, figures are slow. */
export function load(): number {
  return Number(loadavg()[0]!.toFixed(2));
}

function revision(): string {
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
    const changed = git('status', '--porcelain', '--untracked-files=no', 'src', 'shaders') !== '';
    return git('rev-parse', '--short', 'HEAD') + (changed ? ' with changes' : '');
  } catch {
    return 'not a git clone';
  }
}

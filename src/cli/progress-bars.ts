import type { MultiBar, SingleBar } from 'cli-progress';
import type { HarvestReporter } from '../pipeline/ports.js';
import type { CommandContext } from './context.js';
import { count } from './table.js';
import { fitWidth, padWidth, printable } from './width.js';

/** A reporter that draws; `stop` leaves the terminal as it was and may be called at any time. */
export interface DrawingReporter extends HarvestReporter {
  stop(): void;
}

const NAME_WIDTH = 28;

function createReporter(bars: MultiBar, { say }: CommandContext): DrawingReporter {
  const bySource = new Map<string, SingleBar>();
  return {
    jobStarted({ source }) {
      const name = padWidth(fitWidth(printable(source.title), NAME_WIDTH), NAME_WIDTH);
      bySource.set(source.id, bars.create(0, 0, { name, state: '' }));
    },
    progress({ sourceId, total, counts }) {
      const bar = bySource.get(sourceId);
      if (total !== undefined) bar?.setTotal(total);
      bar?.update(counts.seen, { state: count(counts.seen) });
    },
    publishing({ sourceId, counts }) {
      bySource.get(sourceId)?.update(counts.seen, { state: say({ zh: '发布中…', en: 'publishing…' }) });
    },
    jobFinished({ sourceId, counts, outcome, seconds }) {
      const bar = bySource.get(sourceId);
      bar?.setTotal(Math.max(counts.seen, 1));
      bar?.update(Math.max(counts.seen, 1), {
        state: `${outcome === 'complete' ? '✓' : '✗'} ${count(counts.seen)} · ${seconds.toFixed(1)} s`,
      });
    },
    stop() {
      bars.stop();
    },
  };
}

/** One bar a source on a terminal; elsewhere nothing is drawn (the log has the same facts). */
export async function createProgressBars(context: CommandContext): Promise<DrawingReporter> {
  if (!context.err.isTerminal) return { stop: () => undefined };
  const { default: progress } = await import('cli-progress');
  const bars = new progress.MultiBar(
    {
      stream: context.err.stream,
      format: `{name} ${context.err.colors.cyan('{bar}')} {percentage}%  {state}`,
      barsize: 24,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      hideCursor: true,
      clearOnComplete: false,
      emptyOnZero: true,
      fps: 8,
    },
    progress.Presets.shades_classic,
  );
  return createReporter(bars, context);
}

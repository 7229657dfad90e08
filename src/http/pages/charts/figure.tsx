import type { ComponentChildren, VNode } from 'preact';
import { Markup } from '../raw.js';

/** A chart with what it is drawn from behind it, as a table. */
export function ChartFigure({ svg, summary, children }: ChartFigureProps): VNode {
  return (
    <figure class="chart">
      <Markup markup={svg} />
      <details>
        <summary>{summary}</summary>
        {children}
      </details>
    </figure>
  );
}

interface ChartFigureProps {
  readonly svg: string;
  readonly summary: string;
  readonly children: ComponentChildren;
}

import type { VNode } from 'preact';
import { number } from '../say.js';

export interface CountedLink {
  readonly title: string;
  readonly count: number;
  readonly href: string;
}

/** Links in columns, each with the number of datasets behind it. */
export function CountList({ links, label }: CountListProps): VNode {
  return (
    <ul class="columns" aria-label={label}>
      {links.map(({ title, count, href }) => (
        <li key={href}>
          <a href={href}>
            <span>{title}</span> <span class="count">{number(count)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

interface CountListProps {
  readonly links: readonly CountedLink[];
  /** What the list is, where no heading says it. */
  readonly label?: string;
}

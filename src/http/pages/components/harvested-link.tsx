import type { ComponentChildren, VNode } from 'preact';

/**
 * A link for an address that a portal wrote: only http and https become links, anything else stays text. One that shows its
 * address is told apart, since others show theirs on paper.
 */
export function HarvestedLink({ url, children }: HarvestedLinkProps): VNode {
  if (url === undefined || !isWebAddress(url)) return <>{children}</>;
  return (
    <a href={url} rel="nofollow noopener noreferrer" {...(children === url && { class: 'address' })}>
      {children}
    </a>
  );
}

interface HarvestedLinkProps {
  readonly url: string | undefined;
  readonly children: ComponentChildren;
}

export function isWebAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'http:' || protocol === 'https:';
}

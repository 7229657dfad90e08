import type { Language } from '../../../domain/dataset.js';
import type { Profile } from '../../../domain/profile.js';

/** The profile's label of an element, or of the nearest one around a part that has none; else the pointer itself. */
export function labelsOf(
  { elements }: Pick<Profile, 'elements'>,
  language: Language,
): (pointer: string) => string {
  const labels = new Map(elements.map(({ pointer, labels: texts }) => [pointer, texts[language]]));
  return (pointer) => {
    let place = pointer.replace(/\/\d+(?=\/|$)/g, '/*');
    for (;;) {
      const found = labels.get(place);
      if (found !== undefined) return found;
      const end = place.lastIndexOf('/');
      if (end <= 0) return pointer;
      place = place.slice(0, end);
    }
  };
}

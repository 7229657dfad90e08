import { PublicationWatch } from '../../../src/app/publication-watch.js';

describe('the watch for publications', () => {
  it('tells of each once, and nobody who has left', () => {
    let version = 1;
    const watch = new PublicationWatch(() => version);
    const heard: string[] = [];
    const leave = watch.subscribe(() => heard.push('one'));
    watch.subscribe(() => {
      heard.push('other');
      leave();
    });
    watch.look();
    expect(heard).toEqual([]);
    version = 2;
    watch.look();
    watch.look();
    expect(heard).toEqual(['one', 'other']);
    version = 3;
    watch.look();
    expect(heard).toEqual(['one', 'other', 'other']);
  });
});

import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';

/** The kinds of portals. Each takes its options as text. */
export function harvestersInfoShow(_parameters: Parameters, { harvest }: ActionContext): readonly object[] {
  return harvest.kinds.map(({ kind, title }) => ({
    name: kind,
    title,
    description: title,
    form_config_interface: 'Text',
    show_config: true,
  }));
}

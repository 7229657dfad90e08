import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';

interface Role {
  readonly text: string;
  readonly value: string;
}

const ADMIN: Role = { text: 'Admin', value: 'admin' };
const EDITOR: Role = { text: 'Editor', value: 'editor' };
const MEMBER: Role = { text: 'Member', value: 'member' };

export function memberRolesList(parameters: Parameters): readonly Role[] {
  const read = createParameterReader(parameters);
  const type = read.text('group_type');
  read.check();
  return type === 'group' ? [ADMIN, MEMBER] : [ADMIN, EDITOR, MEMBER];
}

import { denied } from './denied.js';
import { followerCount } from './follower-count.js';
import { idOf, limit, read, required, text, type NamedRoute } from './route.js';
import { userAutocomplete } from './user-autocomplete.js';
import { userList } from './user-list.js';
import { userShow } from './user-show.js';

const SYSADMIN = 'Not authorized';
const LOG_IN = 'You must be logged in to follow anything.';
const OF_USER = [idOf('user')];

/** Every caller is anonymous and the hub has no users: these answer what a CKAN without any answers. */
export const USER_ROUTES: readonly NamedRoute[] = [
  read('user_list', userList, 'The users: the hub has none.', [
    text('email', 'an e-mail address; for administrators only'),
  ]),
  read('user_show', userShow, 'One user: the hub has none.', [text('id', 'the id or the name of the user')]),
  read('user_autocomplete', userAutocomplete, 'Users by a part of the name: the hub has none.', [
    required(text('q', 'a text in the name')),
    limit('20 unless told'),
  ]),
  ...(['dataset', 'group', 'organization', 'user'] as const).map((thing) =>
    read(
      `${thing}_follower_count`,
      followerCount(thing === 'dataset' ? 'Dataset' : thing === 'user' ? 'User' : 'Group'),
      `How many users follow a ${thing}: nobody does.`,
      [idOf(thing)],
    ),
  ),
  ...['dataset', 'group', 'organization', 'user'].map((thing) =>
    read(`${thing}_follower_list`, denied(SYSADMIN), `Who follows a ${thing}; for administrators only.`),
  ),
  ...['', 'dataset_', 'group_', 'organization_', 'user_'].flatMap((thing) => [
    read(
      `${thing}followee_count`,
      followerCount('User'),
      `How many a user follows: the hub has no users.`,
      OF_USER,
    ),
    read(`${thing}followee_list`, denied(SYSADMIN), 'What a user follows; for the user only.'),
  ]),
  ...['dataset', 'group', 'user'].map((thing) =>
    read(
      `am_following_${thing}`,
      denied(LOG_IN),
      `Whether the caller follows a ${thing}; for those who are logged in.`,
    ),
  ),
  read('get_site_user', denied('Only internal services allowed to use this action'), 'For CKAN itself only.'),
  read('api_token_list', denied(SYSADMIN), 'Tokens of a user; for the user only.'),
  ...['package_collaborator_list', 'package_collaborator_list_for_user'].map((name) =>
    read(name, denied(SYSADMIN), 'Who may edit a dataset; for administrators only.'),
  ),
];

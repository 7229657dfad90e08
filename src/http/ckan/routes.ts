import { ACTIVITY_ROUTES } from './activity-routes.js';
import { DATASET_ROUTES } from './dataset-routes.js';
import { GROUP_ROUTES } from './group-routes.js';
import { HARVEST_ROUTES } from './harvest/routes.js';
import type { NamedRoute, Routes } from './route.js';
import { SITE_ROUTES } from './site-routes.js';
import { TAG_ROUTES } from './tag-routes.js';
import { USER_ROUTES } from './user-routes.js';

export type { Routes } from './route.js';

/** The actions of the API by subject, as the description shows them. A new action is one line in its subject's table. */
const SUBJECTS: readonly (readonly [subject: string, routes: readonly NamedRoute[]])[] = [
  ['datasets', DATASET_ROUTES],
  ['groups', GROUP_ROUTES],
  ['tags', TAG_ROUTES],
  ['activity', ACTIVITY_ROUTES],
  ['users', USER_ROUTES],
  ['harvest', HARVEST_ROUTES],
  ['site', SITE_ROUTES],
];

/** Every action of the API by its name. */
export const ROUTES: Routes = new Map(
  SUBJECTS.flatMap(([subject, routes]) =>
    routes.map(([name, route]): NamedRoute => [name, { ...route, subject }]),
  ),
);

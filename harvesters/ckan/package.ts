/**
 * One package of a CKAN answer. Only `id` is known to be what it should: the answer comes from a portal of any age and
 * any set of extensions, so every other value is looked at where it is used.
 */
export interface CkanPackage {
  readonly id: string;
  readonly name?: unknown;
  readonly title?: unknown;
  readonly notes?: unknown;
  readonly url?: unknown;
  readonly version?: unknown;
  readonly type?: unknown;
  readonly state?: unknown;
  readonly private?: unknown;
  readonly author?: unknown;
  readonly author_email?: unknown;
  readonly maintainer?: unknown;
  readonly maintainer_email?: unknown;
  readonly license?: unknown;
  readonly license_id?: unknown;
  readonly license_title?: unknown;
  readonly license_url?: unknown;
  readonly organization?: unknown;
  readonly owner_org?: unknown;
  readonly groups?: unknown;
  readonly tags?: unknown;
  readonly tag_string?: unknown;
  readonly extras?: unknown;
  readonly resources?: unknown;
  readonly [key: string]: unknown;
}

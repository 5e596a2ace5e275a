import type { Component } from 'svelte';
import DeadLetters from '../pages/dead-letters/DeadLetters.svelte';
import Job from '../pages/dead-letters/Job.svelte';
import EventPage from '../pages/event/EventPage.svelte';
import Events from '../pages/events/Events.svelte';
import InstancePage from '../pages/instances/InstancePage.svelte';
import Instances from '../pages/instances/Instances.svelte';
import Live from '../pages/live/Live.svelte';
import Overview from '../pages/overview/Overview.svelte';
import Rules from '../pages/rules/Rules.svelte';
import NewSourcePage from '../pages/sources/NewSourcePage.svelte';
import SourcePage from '../pages/sources/SourcePage.svelte';
import Sources from '../pages/sources/Sources.svelte';

interface Route {
  path: string;
  /** The nav item that is marked while this page is open. */
  nav: string;
}

export type Later = () => Promise<{ default: Component<{ id: string }> }>;

/** A list, or one thing by its id; `later` is for what is too large for the first load. */
type Page = Route & ({ list: Component } | { one: Component<{ id: string }> } | { later: Later });

export const pages: Page[] = [
  { path: '/', list: Overview, nav: '/' },
  { path: '/live', list: Live, nav: '/live' },
  { path: '/events', list: Events, nav: '/events' },
  { path: '/events/:id', one: EventPage, nav: '/events' },
  { path: '/instances', list: Instances, nav: '/instances' },
  { path: '/instances/:id', one: InstancePage, nav: '/instances' },
  { path: '/dead-letters', list: DeadLetters, nav: '/dead-letters' },
  { path: '/jobs/:id', one: Job, nav: '/dead-letters' },
  { path: '/sources', list: Sources, nav: '/sources' },
  { path: '/sources/:id', one: SourcePage, nav: '/sources' },
  { path: '/new-source', list: NewSourcePage, nav: '/sources' },
  { path: '/rules', list: Rules, nav: '/rules' },
  { path: '/rules/:id', later: () => import('../pages/rules/EditorPage.svelte'), nav: '/rules' },
  { path: '/rules/:id/versions', later: () => import('../pages/rules/VersionsPage.svelte'), nav: '/rules' },
];

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
import Sources from '../pages/sources/Sources.svelte';

interface Route {
  path: string;
  /** The nav item that is marked while this page is open. */
  nav: string;
}

/** A list, or one thing by its id. */
type Page = Route & ({ list: Component } | { one: Component<{ id: string }> });

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
  { path: '/rules', list: Rules, nav: '/rules' },
];

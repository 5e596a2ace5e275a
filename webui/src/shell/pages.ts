import type { Component } from 'svelte';
import Events from '../pages/events/Events.svelte';
import Live from '../pages/live/Live.svelte';
import Overview from '../pages/overview/Overview.svelte';

interface Route {
  path: string;
  /** The nav item that is marked while this page is open. */
  nav: string;
}

type Later<Page> = () => Promise<{ default: Page }>;
type One = Component<{ id: string }>;

/** A list, or one thing by its id; what is not wanted first is loaded later. */
type Page = Route & ({ list: Component } | { later: Later<One> } | { laterList: Later<Component> });

export const pages: Page[] = [
  { path: '/', list: Overview, nav: '/' },
  { path: '/live', list: Live, nav: '/live' },
  { path: '/events', list: Events, nav: '/events' },
  { path: '/events/:id', later: () => import('../pages/event/EventPage.svelte'), nav: '/events' },
  { path: '/replays', laterList: () => import('../pages/replays/Replays.svelte'), nav: '/events' },
  { path: '/instances', laterList: () => import('../pages/instances/Instances.svelte'), nav: '/instances' },
  {
    path: '/instances/:id',
    later: () => import('../pages/instances/InstancePage.svelte'),
    nav: '/instances',
  },
  { path: '/processes', laterList: () => import('../pages/processes/Processes.svelte'), nav: '/processes' },
  {
    path: '/processes/:id',
    later: () => import('../pages/processes/ProcessPage.svelte'),
    nav: '/processes',
  },
  {
    path: '/definitions/:id',
    later: () => import('../pages/definitions/DefinitionVersions.svelte'),
    nav: '/instances',
  },
  { path: '/approvals', laterList: () => import('../pages/approvals/Approvals.svelte'), nav: '/approvals' },
  {
    path: '/dead-letters',
    laterList: () => import('../pages/dead-letters/DeadLetters.svelte'),
    nav: '/dead-letters',
  },
  { path: '/jobs/:id', later: () => import('../pages/dead-letters/Job.svelte'), nav: '/dead-letters' },
  { path: '/sources', laterList: () => import('../pages/sources/Sources.svelte'), nav: '/sources' },
  { path: '/sources/:id', later: () => import('../pages/sources/SourcePage.svelte'), nav: '/sources' },
  { path: '/new-source', laterList: () => import('../pages/sources/NewSourcePage.svelte'), nav: '/sources' },
  { path: '/sinks', laterList: () => import('../pages/sinks/Sinks.svelte'), nav: '/sinks' },
  { path: '/sinks/:id', later: () => import('../pages/sinks/SinkPage.svelte'), nav: '/sinks' },
  { path: '/new-sink', laterList: () => import('../pages/sinks/NewSinkPage.svelte'), nav: '/sinks' },
  { path: '/breakers', laterList: () => import('../pages/breakers/Breakers.svelte'), nav: '/breakers' },
  { path: '/rules', laterList: () => import('../pages/rules/Rules.svelte'), nav: '/rules' },
  { path: '/rules/:id', later: () => import('../pages/rules/EditorPage.svelte'), nav: '/rules' },
  { path: '/settings/secrets', laterList: () => import('../pages/secrets/Secrets.svelte'), nav: '/settings' },
  { path: '/settings', laterList: () => import('../pages/settings/Settings.svelte'), nav: '/settings' },
  {
    path: '/rules/:id/backtests',
    later: () => import('../pages/rules/backtest/BacktestsPage.svelte'),
    nav: '/rules',
  },
  {
    path: '/rules/:pack/backtests/:id',
    later: () => import('../pages/rules/backtest/BacktestPage.svelte'),
    nav: '/rules',
  },
  { path: '/rules/:id/versions', later: () => import('../pages/rules/VersionsPage.svelte'), nav: '/rules' },
];

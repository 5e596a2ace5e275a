interface NavItem {
  title: string;
  href: string;
  /** Goes there after `g`. */
  key: string;
}

export const nav: NavItem[] = [
  { title: 'Overview', href: '/', key: 'o' },
  { title: 'Live', href: '/live', key: 'l' },
  { title: 'Events', href: '/events', key: 'e' },
  { title: 'Processes', href: '/processes', key: 'p' },
  { title: 'Instances', href: '/instances', key: 'i' },
  { title: 'Approvals', href: '/approvals', key: 'a' },
  { title: 'Dead letters', href: '/dead-letters', key: 'd' },
  { title: 'Sources', href: '/sources', key: 's' },
  { title: 'Sinks', href: '/sinks', key: 'k' },
  { title: 'Breakers', href: '/breakers', key: 'b' },
  { title: 'Rules', href: '/rules', key: 'r' },
  { title: 'Settings', href: '/settings', key: ',' },
];

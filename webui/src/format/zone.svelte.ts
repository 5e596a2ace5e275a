const KEY = 'signalbox.zone';

/** In which zone absolute times are told: this machine's, or UTC as in the logs. The choice is kept in this browser. */
class Zone {
  utc = $state(localStorage.getItem(KEY) === 'utc');

  toggle(): void {
    this.utc = !this.utc;
    if (this.utc) localStorage.setItem(KEY, 'utc');
    else localStorage.removeItem(KEY);
  }
}

export const zone = new Zone();

/** When a field of date and time says: in the zone that all times are told in. */
export function saidAt(field: string): number {
  return new Date(zone.utc ? `${field}Z` : field).getTime();
}

import type { Band } from './layout';

/** Dots that run along the ribbons. They illustrate the rate and are no events: the rate itself stands in the nodes. */

const TRAVEL_MILLIS = 2600;
const MOST_PER_SECOND = 14;
const MOST_DOTS = 700;

interface Dot {
  band: string;
  born: number;
  /** Across the ribbon, from -1 to 1. */
  side: number;
}

export interface Spot {
  x: number;
  y: number;
  matched: boolean;
}

export class Particles {
  private dots: Dot[] = [];
  private readonly owed = new Map<string, number>();
  private last = 0;

  /** Moves on to a time and tells where the dots are then. */
  step(now: number, bands: readonly Band[], chance: () => number): Spot[] {
    const passed = Math.min(200, now - this.last) / 1000;
    this.last = now;
    for (const band of bands) this.release(band, passed, now, chance);
    const byId = new Map(bands.map((band) => [band.id, band]));
    this.dots = this.dots.filter(({ band, born }) => byId.has(band) && now - born < TRAVEL_MILLIS);
    return this.dots.map(({ band, born, side }) => {
      const on = byId.get(band);
      if (on === undefined) return { x: -9, y: -9, matched: false };
      return { ...point(on, (now - born) / TRAVEL_MILLIS, side), matched: on.matched };
    });
  }

  private release({ id, rate, width }: Band, passed: number, now: number, chance: () => number): void {
    let owed = (this.owed.get(id) ?? 0) + Math.min(rate, MOST_PER_SECOND) * passed;
    for (; owed >= 1; owed--) {
      const side = width > 5 ? chance() * 2 - 1 : 0;
      if (this.dots.length < MOST_DOTS) this.dots.push({ band: id, born: now - chance() * 60, side });
    }
    this.owed.set(id, owed);
  }
}

/** A point of the ribbon's curve. */
function point({ x1, y1, x2, y2, width }: Band, t: number, side: number): { x: number; y: number } {
  const bend = (x2 - x1) / 2;
  const u = 1 - t;
  const x = u * u * u * x1 + 3 * u * u * t * (x1 + bend) + 3 * u * t * t * (x2 - bend) + t * t * t * x2;
  const y = u * u * (u + 3 * t) * y1 + t * t * (t + 3 * u) * y2;
  return { x, y: y + (side * (width - 4)) / 2 };
}

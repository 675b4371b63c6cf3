// What the sweep says of itself: which entities a survey has found to be in need of it, and how far it
// is. It walks over all leases and turns in pages, so nothing here grows with their number.

/** The entities that are swept, in the order in which they are walked over. */
export const sweptEntities = ["resourceLease", "targetTurn"] as const;
export type SweptEntity = (typeof sweptEntities)[number];

/** Where a walk is. */
export interface SweepPlace {
  readonly entity: SweptEntity;
  /** What the page before said of this one; null for the first. */
  readonly from: string | null;
}

export const sweepStart: SweepPlace = { entity: sweptEntities[0], from: null };

/** An entity that has something to be swept. */
export interface SweepFinding {
  readonly entity: SweptEntity;
  readonly key: string;
  /** Owners that wait or hold there and do not live any more. Empty where somebody is only to be woken,
   * or the entity has been empty for long enough. */
  readonly dead: readonly string[];
}

export interface SurveyInput {
  readonly from: SweepPlace;
}

export interface SurveyAnswer {
  /** Of one page only. */
  readonly found: readonly SweepFinding[];
  /** The page that was looked at last: the one with what was found. */
  readonly place: SweepPlace;
  /** Where to go on; null when everything has been looked at. */
  readonly next: SweepPlace | null;
  /** Entities whose state could not be understood; they are left as they are. */
  readonly unreadable: number;
}

/** Carried from page to page. */
export interface SweepInput {
  readonly from: SweepPlace;
  readonly done?: SweepEnd;
}

export interface SweepEnd {
  readonly pages: number;
  /** Entities to which the command was said. */
  readonly swept: number;
  /** Owners that were removed. */
  readonly removed: number;
  /** Waiters that were to be woken. */
  readonly woken: number;
}

/** There is never more than one sweep: it runs under this ID, and the next takes the place of the last. */
export const sweepInstanceId = "sweep-leases";

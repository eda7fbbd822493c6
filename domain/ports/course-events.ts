export interface CourseEvent {
  id: string;
  courseId: string;
  kind: 'created' | 'changed';
}

/** What an event came to; `later` leaves it for another look, `soon` for the next. */
export type EventOutcome = 'joined' | 'outdated' | 'left' | 'later' | 'soon';

export interface CourseEventStore {
  /** Claims events that were left alone for `settleMs`, at most `limit`, hands them to `handle`, and marks each with its outcome. */
  relayEvents(
    request: { settleMs: number; limit: number },
    handle: (events: CourseEvent[]) => Promise<Map<string, EventOutcome>>,
  ): Promise<number>;
}

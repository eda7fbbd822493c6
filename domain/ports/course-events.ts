export interface CourseEventStore {
  /**
   * Claims events that were left alone for `settleMs`, at most `limit`, and hands each to `handle` before it is marked
   * with what that gives; null leaves the event for later.
   */
  relayEvents(
    request: { settleMs: number; limit: number },
    handle: (event: { courseId: string; kind: 'created' | 'changed' }) => Promise<string | null>,
  ): Promise<number>;
}

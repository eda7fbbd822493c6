/** The six steps of a lesson, in order. `download` introduces the sections, which carry the teaching itself. */
export const STEP_IDS = ['ignition', 'download', 'demonstration', 'activation', 'reflection', 'commission'] as const;
export type StepId = (typeof STEP_IDS)[number];

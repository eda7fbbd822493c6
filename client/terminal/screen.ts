/**
 * Where a command writes: results on stdout, steps on stderr; one live area on a terminal, plain lines elsewhere, and
 * with `--json` nothing but the document.
 */
import { onTerminal } from '../../adapters/logging/terminal-text.ts';
import { createLogUpdate } from 'log-update';
import type { StackStep } from '../../stack/process/step.ts';

export interface Screen {
  /** Whether something is looking that can be redrawn. */
  readonly isLive: boolean;
  readonly isColored: boolean;
  readonly columns: number;
  readonly rows: number;
  /** A line that stays. */
  line(text: string): void;
  /** A line that stays, for the eyes of a person and not part of the result. */
  note(text: string): void;
  /** Lines that replace the live ones before; nothing happens where there is no terminal. */
  live(lines: string[]): void;
  /** Leaves no live line behind. */
  clear(): void;
  step(step: StackStep): void;
  /** The one document of a `--json` command. */
  document(value: unknown): void;
}

const SPINNER = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
/** How often a slow step is told of where nothing can be redrawn. */
const SLOW_STEP_MS = 5_000;

export function createScreen({ json }: { json: boolean }): Screen {
  const { stdout, stderr } = process;
  const isLive = stdout.isTTY === true && !json;
  const update = createLogUpdate(stdout);
  const steps = new Map<string, StackStep>();
  const toldAt = new Map<string, number>();

  const showSteps = (): void => {
    const running = [...steps.values()];
    if (isLive) update(running.map(stepLine).join('\n'));
  };
  /** The live area moves below what is printed. */
  const above = (print: () => void): void => {
    if (isLive) update.clear();
    print();
    if (isLive && steps.size > 0) showSteps();
  };

  return {
    isLive,
    isColored: isLive && stdout.hasColors(),
    get columns() {
      return stdout.columns || 120;
    },
    get rows() {
      return stdout.rows || 24;
    },
    line: (text) => {
      if (!json) above(() => stdout.write(`${onTerminal(text)}\n`));
    },
    note: (text) => above(() => stderr.write(`${onTerminal(text)}\n`)),
    live: (lines) => {
      if (isLive) update(lines.join('\n'));
    },
    clear: () => {
      if (isLive) update.clear();
    },
    step: (step) => {
      if (json) return;
      const { title, isDone, elapsedMs } = step;
      if (isDone) {
        steps.delete(title);
        toldAt.delete(title);
        return above(() => stderr.write(`${describe(step)}: ${(elapsedMs / 1000).toFixed(1)} s\n`));
      }
      steps.set(title, step);
      if (isLive) return showSteps();
      if (elapsedMs - (toldAt.get(title) ?? 0) < SLOW_STEP_MS) return;
      toldAt.set(title, elapsedMs);
      stderr.write(`${describe(step)} … ${Math.round(elapsedMs / 1000)} s\n`);
    },
    document: (value) => {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
  };
}

const describe = ({ title, detail }: StackStep): string => (detail === null ? title : `${title} (${detail})`);

const stepLine = (step: StackStep): string => {
  const spinner = SPINNER[Math.floor(step.elapsedMs / 1000) % SPINNER.length] ?? '';
  return `${spinner} ${describe(step)} … ${Math.round(step.elapsedMs / 1000)} s`;
};

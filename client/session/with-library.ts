/** The library for as long as one command needs it; a second Ctrl-C closes it at once, whatever still looks at it. */
import { Interrupted, type Interruption } from '../terminal/interruption.ts';
import { openLibrary, type Library, type LibraryOptions } from './library.ts';
import type { Screen } from '../terminal/screen.ts';

interface Use {
  screen: Screen;
  interruption: Interruption;
  /** Called once, before the library closes. */
  onClose?: (library: Library) => void;
}

/** @throws Interrupted when it was asked to stop before it was open, or hurried while it worked; else what `work` throws */
export async function withLibrary<Result>(
  options: Pick<LibraryOptions, 'env' | 'logger' | 'needs' | 'catalogue'>,
  { screen, interruption, onClose }: Use,
  work: (library: Library) => Promise<Result>,
): Promise<Result> {
  const library = await openLibrary({
    ...options,
    onStep: (step) => screen.step(step),
    onGiveUp: (name) => screen.note(`${name} died too often and is not started again. See npm run logs:error.`),
    signal: interruption.signal,
  });
  let isClosing = false;
  let isHurried = false;
  const close = (): Promise<void> => {
    if (!isClosing) onClose?.(library);
    isClosing = true;
    return library.close();
  };
  interruption.onHurry(() => {
    isHurried = true;
    void close();
  });
  try {
    return await work(library);
  } catch (error) {
    throw isHurried ? new Interrupted({ cause: error }) : error;
  } finally {
    await close();
  }
}

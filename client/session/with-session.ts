/** A session for as long as one command needs it; a second Ctrl-C closes it at once, whatever still uses it. */
import { Interrupted, type Interruption } from '../terminal/interruption.ts';
import type { Screen } from '../terminal/screen.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';

interface Use {
  screen: Screen;
  interruption: Interruption;
  /** Called once, before the session closes. */
  onClose?: (session: Session) => void;
}

/** @throws Interrupted when it was asked to stop before it was open, or hurried while it worked; else what `work` throws */
export async function withSession<Result>(
  options: Pick<SessionOptions, 'env' | 'logger' | 'needs' | 'catalogue'>,
  { screen, interruption, onClose }: Use,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await openSession({
    ...options,
    onStep: (step) => screen.step(step),
    onGiveUp: (name) => screen.note(`${name} died too often and is not started again. See npm run logs:error.`),
    signal: interruption.signal,
  });
  let isClosing = false;
  let isHurried = false;
  const close = (): Promise<void> => {
    if (!isClosing) onClose?.(session);
    isClosing = true;
    return session.close();
  };
  interruption.onHurry(() => {
    isHurried = true;
    void close();
  });
  try {
    return await work(session);
  } catch (error) {
    throw isHurried ? new Interrupted({ cause: error }) : error;
  } finally {
    await close();
  }
}

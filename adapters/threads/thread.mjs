/** Entry of a worker thread: a thread does not inherit the loader of TypeScript, so it is registered first. */
import { register } from 'tsx/esm/api';

register();
const { runTask } = await import('./work.ts');
export default runTask;

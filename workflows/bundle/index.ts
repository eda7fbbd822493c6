/** Entry of the workflow bundle: the workflow types that the server knows. */
export { BookWorkflow } from '../book/story.ts';
export { IndexWorkflow } from '../book/index-books.ts';
export { LibraryGenerationWorkflow } from '../library/story.ts';

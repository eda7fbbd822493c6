/** Tells "Temporal, or the worker behind it, does not answer now" from every other error of its client. */
import { isGrpcServiceError, ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';

/** gRPC: no answer in time, nobody there. */
const AWAY = new Set([4, 14]);
/** gRPC: the workflow's last task failed, as under a worker that died, so that it answers nobody. */
const FAILED_PRECONDITION = 9;

export function isTemporalAway(error: unknown): boolean {
  const code = grpcCode(error);
  return code !== null && AWAY.has(code);
}

/** Whether no workflow took the request: the server is away, or no worker answered in time. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
  isTemporalAway(error) ||
  grpcCode(error) === FAILED_PRECONDITION;

function grpcCode(error: unknown): number | null {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) ? Number(cause.code) : null;
}

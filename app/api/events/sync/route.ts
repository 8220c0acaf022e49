import { problemResponse } from '@/lib/api/problem';
import { requireToken } from '@/lib/auth/token-request';
import { requireOrganization } from '@/lib/auth/viewer';
import { AppError } from '@/lib/errors';
import type { SyncProgress } from '@/lib/reports/shapes';
import { readProgress } from '@/lib/reports/sync-progress';
import { log } from '@/lib/telemetry/log';

const INTERVAL_MS = 500;
/** A comment keeps proxies from closing a stream in which nothing moves. */
const QUIET_MS = 15_000;

/** The progress of a run as server-sent events: one at once, then whenever it moved, until the run has ended. */
export async function GET(request: Request): Promise<Response> {
  try {
    const viewer = await requireToken(request);
    requireOrganization(viewer);
    const runId = new URL(request.url).searchParams.get('run') ?? '';
    if (runId === '')
      throw new AppError('invalid-input', 'run is missing.', { errors: [{ field: 'run', message: 'is missing' }] });
    const first = await readProgress(viewer, runId);
    return new Response(
      stream(first, () => readProgress(viewer, runId), request.signal),
      {
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        },
      },
    );
  } catch (error) {
    return problemResponse(error);
  }
}

const hasEnded = ({ status }: SyncProgress): boolean => status !== 'queued' && status !== 'running';

function stream(
  first: SyncProgress,
  read: () => Promise<SyncProgress>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const close = () => {
    closed = true;
    clearTimeout(timer);
  };
  return new ReadableStream({
    start(controller) {
      let last = '';
      let sentAt = Date.now();
      const write = (text: string) => {
        controller.enqueue(encoder.encode(text));
        sentAt = Date.now();
      };
      const end = () => {
        if (closed) return;
        close();
        controller.close();
      };
      const tell = (progress: SyncProgress) => {
        const json = JSON.stringify(progress);
        if (json !== last) write(`data: ${json}\n\n`);
        else if (Date.now() - sentAt > QUIET_MS) write(': still here\n\n');
        last = json;
        if (hasEnded(progress)) end();
        else timer = setTimeout(next, INTERVAL_MS);
      };
      const next = () => {
        read().then(
          (progress) => {
            if (!closed) tell(progress);
          },
          (err) => {
            log.error({ err }, 'the progress of a sync could not be read');
            end();
          },
        );
      };
      signal.addEventListener('abort', end);
      tell(first);
    },
    cancel: close,
  });
}

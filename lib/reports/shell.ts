import { AppError } from '@/lib/errors';
import type { ShellReport } from './shapes';

export async function loadShell(): Promise<ShellReport> {
  throw new AppError('internal', 'not wired');
}

import type { Month } from '@/lib/finance/month';
import type { Transaction, Writer } from './database';

/** Of a month that is open again: what AWS said since it was closed is what it shows. */
export async function showRestatement({ prisma }: Transaction, connectionId: string, month: Month): Promise<void> {
  const where = { connectionId, month };
  const key = { connectionId_month: where };
  const loads = await prisma.restatedLoad.findMany({ where });
  await prisma.published.deleteMany({ where: { ...where, cube: { in: loads.map(({ cube }) => cube) } } });
  await prisma.published.createMany({ data: loads });
  const later = await prisma.restatedMonth.findUnique({ where: key });
  if (later) {
    const { derivationId, connectionId: _, month: __, ...book } = later;
    await prisma.monthBook.update({ where: key, data: book });
    if (derivationId !== 0) await prisma.derivedMonth.update({ where: key, data: { derivationId } });
  }
  await prisma.restatedLoad.deleteMany({ where });
  await prisma.restatedMonth.deleteMany({ where });
}

/**
 * Makes room for what AWS says of a closed month: until then its latest book is the one that it was closed with. False when
 * the month has no book at all.
 */
export async function openRestatement(
  { prisma }: Writer,
  { connectionId, month }: { readonly connectionId: string; readonly month: Month },
): Promise<boolean> {
  const key = { connectionId_month: { connectionId, month } };
  if (await prisma.restatedMonth.findUnique({ where: key })) return true;
  const [book, derived] = await Promise.all([
    prisma.monthBook.findUnique({ where: key }),
    prisma.derivedMonth.findUnique({ where: key }),
  ]);
  if (!book) return false;
  await prisma.restatedMonth.create({ data: { ...book, derivationId: derived?.derivationId ?? 0 } });
  return true;
}

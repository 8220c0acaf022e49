import { storedCompany } from '@/lib/cli/bench/stored-company';
import { benchRuleChanges } from '@/lib/cli/bench/rule-changes';
const c = await storedCompany({ accounts: Number(process.argv[2]), units: 200, services: 12, recordTypes: 4, tagValues: 2, tagKeys: 1, months: 14 });
let t = performance.now();
const run = await c.sync(); console.log('sync', run.status, run.error, (performance.now()-t)/1000);
console.log(await benchRuleChanges(c, 'x', 5));
console.log(await c.db.prisma.slice.count(), await c.db.prisma.share.count(), await c.db.prisma.faceCell.count(), await c.db.prisma.unallocated.count());
await c.close();

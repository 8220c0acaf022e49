import { expect, it } from 'vitest';
import { auditCsv } from './audit-csv';

const entry = {
  ...{ sequence: 1, at: '2026-11-24T12:00:00Z', actor: '=cmd()', via: 'token', address: '203.0.113.9' },
  ...{ action: 'rules.change', subject: '<script>"x"</script>', before: 'null', after: '{"a":1}' },
  ...{ previous: '', hash: 'ab' },
};

it('writes a header and every entry, with nothing that a spreadsheet would run', async () => {
  let text = '';
  for await (const piece of auditCsv(pages())) text += piece;
  expect(text.trimEnd().split('\r\n')).toEqual([
    '"sequence","at","actor","via","address","action","subject","before","after","previous","hash"',
    `1,"2026-11-24T12:00:00Z","'=cmd()","token","203.0.113.9","rules.change","<script>""x""</script>","null","{""a"":1}","","ab"`,
    `2,"2026-11-24T12:00:00Z","'=cmd()","token","203.0.113.9","rules.change","<script>""x""</script>","null","{""a"":1}","","ab"`,
  ]);
});

async function* pages() {
  yield [entry];
  yield [{ ...entry, sequence: 2 }];
}

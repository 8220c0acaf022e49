import { describe, expect, it } from 'vitest';
import { nodeFault } from './checkout.mjs';
import { isInstalled } from './install.mjs';

const one = { version: '1.0.0', integrity: 'sha512-one' };

describe('isInstalled', () => {
  it.each([
    ['the same', { '': {}, 'node_modules/a': one }, { 'node_modules/a': one }, true],
    ['nothing installed', { '': {}, 'node_modules/a': one }, {}, false],
    ['another version', { 'node_modules/a': one }, { 'node_modules/a': { ...one, version: '1.0.1' } }, false],
    ['another content', { 'node_modules/a': one }, { 'node_modules/a': { ...one, integrity: 'sha512-two' } }, false],
    ["another platform's", { 'node_modules/a': { ...one, optional: true } }, {}, true],
    ['one too many', {}, { 'node_modules/a': one }, true],
  ])('%s', (_case, wanted, present, installed) => {
    expect(isInstalled(wanted, present)).toBe(installed);
  });
});

describe('nodeFault', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '100.1.0'])('takes %s', (version) => {
    expect(nodeFault(version)).toBeNull();
  });
  it.each(['20.18.3', '18.20.0', '9.9.9'])('refuses %s and names it', (version) => {
    expect(nodeFault(version)).toContain(version);
  });
});

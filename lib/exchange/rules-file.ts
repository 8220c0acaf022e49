import { stringify } from 'yaml';
import { type DocumentPath, pathText } from '@/lib/finance/document-value';
import type { Rules } from '@/lib/finance/rules';
import { documentOf, readRules } from '@/lib/finance/rules-document';
import { encodingFault, utf8Text } from './csv-table';
import { lineFinder, placeOf, plainValue, type TextFault } from './document-tree';
import { readJsonTree } from './json-tree';
import { readYamlTree } from './yaml-tree';

export type RulesFormat = 'json' | 'yaml';

/** What is wrong with one place of a rules file. Line and column count from 1; the path is empty for its syntax. */
export type RulesFileFault = {
  readonly line: number;
  readonly column: number;
  readonly path: DocumentPath;
  readonly message: string;
};

export type RulesFileReading =
  | { readonly ok: true; readonly rules: Rules }
  | { readonly ok: false; readonly faults: readonly RulesFileFault[] };

/** Rules that nobody typed, and no program should have written. */
const LARGEST_FILE = 5 * 1024 * 1024;

/** The format that a file's name says; without a name that does, what its text begins with. */
export function rulesFormatOf(name: string, text: string): RulesFormat {
  const [extension] = /\.(json|ya?ml)$/i.exec(name) ?? [];
  if (extension !== undefined) return extension.toLowerCase() === '.json' ? 'json' : 'yaml';
  return /^\s*[{[]/.test(text) ? 'json' : 'yaml';
}

/**
 * Reads a rules file (`contract.md`, Files) in JSON or YAML. Every fault is told with line, column and path; faults of the
 * syntax alone, where there are any. With any fault nothing of the file is to be used.
 */
export function readRulesFile(bytes: Uint8Array, name = ''): RulesFileReading {
  const refused = (message: string): RulesFileReading => ({
    ok: false,
    faults: [{ line: 1, column: 1, path: [], message }],
  });
  if (bytes.length > LARGEST_FILE) return refused('is larger than 5 MB, which no rules are');
  const decoded = utf8Text(bytes);
  if (decoded === null) return refused(encodingFault(bytes, 'UTF-8'));
  const text = decoded.replace(/^\ufeff/, '');
  const tree = rulesFormatOf(name, text) === 'json' ? readJsonTree(text) : readYamlTree(text);
  const find = lineFinder(text);
  const told = (faults: readonly TextFault[]): RulesFileReading => ({
    ok: false,
    faults: faults.toSorted((a, b) => a.at - b.at).map(({ at, path, message }) => ({ ...find(at), path, message })),
  });
  if (!tree.ok) return told(tree.faults);
  const { value, faults } = plainValue(tree.node);
  const reading = readRules(value);
  if (reading.ok) return faults.length > 0 ? told(faults) : reading;
  const known = new Set(faults.map(({ path }) => pathText(path)));
  const rest = reading.faults.filter(({ path }) => !known.has(pathText(path)));
  return told([...faults, ...rest.map((fault) => ({ ...fault, at: placeOf(tree.node, fault) }))]);
}

/** Rules as a file that `readRulesFile` reads back to the same rules. */
export function writeRulesFile(rules: Rules, format: RulesFormat): string {
  const document = documentOf(rules);
  if (format === 'json') return `${JSON.stringify(document, null, 2)}\n`;
  // Quotes also what only a reader of YAML 1.1 would take for something else than text, such as yes.
  return stringify(document, { schema: 'core', compat: 'yaml-1.1', aliasDuplicateObjects: false, lineWidth: 0 });
}

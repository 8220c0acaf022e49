import type { InputName } from '@/lib/finance/input-kind';

/** The texts of a line by the names of its fields, as in the files. */
export type InputLine = Readonly<Record<string, string>>;

/** What is to be said of the line at that place of those sent. */
export type LineNote = { readonly at: number; readonly field: string; readonly message: string };

/** A line that changes what is stored; `before` is the stored figure that it replaces. */
export type ChangedLine = {
  readonly change: 'added' | 'changed' | 'removed';
  readonly line: InputLine;
  readonly before: InputLine | null;
};

export type Saved = {
  readonly ok: true;
  readonly changes: readonly ChangedLine[];
  readonly unchanged: number;
  readonly warnings: readonly LineNote[];
};
export type SavedReply = Saved | { readonly ok: false; readonly message: string; readonly faults: readonly LineNote[] };

/** What is wrong with a line of a file, by its number; `field` '' is the line as a whole. */
export type FileFault = { readonly line: number; readonly field: string; readonly message: string };
export type FileReply =
  | (Saved & {
      readonly lines: number;
      /** The sum of the file's amounts by currency; none for drivers. */
      readonly totals: readonly { readonly currency: string; readonly amount: string }[];
    })
  | { readonly ok: false; readonly message: string; readonly faults: readonly FileFault[] };

/** What a row may be about. */
export type EntityOption = {
  readonly entity: string;
  readonly name: string;
  readonly connections: readonly string[] | null;
  readonly inside: readonly string[];
};

/** What the screens of inputs ask of the server; with `dryRun` nothing is stored. */
export type InputActions = {
  readonly save: (kind: InputName, lines: readonly InputLine[], dryRun: boolean) => Promise<SavedReply>;
  readonly importFile: (kind: InputName, form: FormData, dryRun: boolean) => Promise<FileReply>;
  readonly find: (words: string) => Promise<readonly EntityOption[]>;
};

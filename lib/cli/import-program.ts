import type { Command } from 'commander';
import { json, named, type Run } from './command-option';

/** `import`: bills, what finance enters, and invoices, from files. */
export function addImportCommands(program: Command, run: Run): void {
  const group = program.command('import').description('load a bill, or what finance enters, from files');
  for (const [format, title] of [
    ['focus', 'a FOCUS 1.0 to 1.2 file'],
    ['cur', 'a Cost and Usage Report, legacy or 2.0'],
  ] as const) {
    group
      .command(`${format} <file...>`)
      .description(`load ${title}, as CSV, gzip or Parquet`)
      .requiredOption('--name <name>', 'the connection to load it into; made when there is none')
      .option('--accept-bad-lines', 'load the other lines although bad ones were listed')
      .addOption(json())
      .action(
        run<{ name: string; acceptBadLines?: boolean }>(async (environment, output, options, files) =>
          (await import('./import-command')).importCommand(environment, output, format, files, options),
        ),
      );
  }
  for (const [name, title] of [
    ['revenue', 'month,entity,amount[,currency][,source]'],
    ['budget', 'month,entity,amount'],
    ['driver', 'month,entity,driver,quantity'],
    ['cost', 'from,to,entity,amount,vendor; costs outside AWS'],
  ] as const) {
    group
      .command(`${name} <file>`)
      .description(`load a CSV file: ${title}`)
      .option('--dry-run', 'say what would change, and store nothing')
      .addOption(json())
      .action(
        run<{ dryRun?: boolean }>(async (environment, output, options, [file = '']) =>
          (await import('./import-inputs-command')).importInputsCommand(environment, output, name, file, options),
        ),
      );
  }
  group
    .command('invoice <file>')
    .description('load a CSV file: month,amount[,currency][,number]; what AWS billed, to compare with')
    .addOption(named())
    .option('--dry-run', 'say what would change, and store nothing')
    .addOption(json())
    .action(
      run<import('./import-invoice-command').ImportInvoiceOptions>(async (environment, output, options, [file = '']) =>
        (await import('./import-invoice-command')).importInvoiceCommand(environment, output, file, options),
      ),
    );
}

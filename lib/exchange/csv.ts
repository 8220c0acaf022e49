/** Files are written the same way on the server and by a chart in the browser, which may not import this folder. */
export { type CsvCell, csvHeader, csvLines, csvNumber, csvText, neutralise, writeCsv } from '@/lib/format/csv';

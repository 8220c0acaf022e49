/**
 * What makes a reply a file of that name. Of a name only what every system takes stays: no path, no quote, no line end.
 */
export const attachment = (name: string): string =>
  `attachment; filename="${name.replace(/[^\w.-]+/g, '-').replace(/^[.-]+/, '')}"`;

/**
 * A file as a reply, as it is made: the first two pieces (a header, and what the first month has) are waited for, so that
 * whatever keeps the file from being made is still an error of its own.
 */
export async function fileReply(pieces: AsyncIterable<string>, name: string): Promise<Response> {
  const iterator = pieces[Symbol.asyncIterator]();
  const begun = [await iterator.next(), await iterator.next()];
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = begun.shift() ?? (await iterator.next());
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': attachment(name),
      'cache-control': 'no-store',
    },
  });
}

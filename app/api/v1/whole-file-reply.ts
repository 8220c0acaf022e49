import { attachment } from './file-reply';

/** A file that is made before it is sent, as a reply. */
export const wholeFileReply = (content: string | Uint8Array<ArrayBuffer>, type: string, name: string): Response =>
  new Response(content, {
    headers: {
      'content-type': type,
      'content-disposition': attachment(name),
      'cache-control': 'no-store',
    },
  });

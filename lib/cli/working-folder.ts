import { resolve } from 'node:path';
import { CHECKOUT } from './checkout.mjs';

/** A path as the caller wrote it, from where the caller stands: `npm run` changes into the checkout first. */
export const pathOfCaller = (path: string): string => {
  const here = process.cwd();
  return resolve(here === resolve(CHECKOUT) ? (process.env.INIT_CWD ?? here) : here, path);
};

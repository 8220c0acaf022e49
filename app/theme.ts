export type Theme = 'system' | 'light' | 'dark';

/** The theme that the cookie asks for; anything else follows the system. */
export const themeOf = (cookie: string | undefined): Theme =>
  cookie === 'light' || cookie === 'dark' ? cookie : 'system';

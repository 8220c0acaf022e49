/** What a person or a token may do (`contract.md`, Command line). */
export const ROLES = ['admin', 'finance', 'executive', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

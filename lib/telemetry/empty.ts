// What Vitest puts in the place of `server-only`, which throws outside a server build.
export {};

# syntax=docker/dockerfile:1
# The image holds the built program and needs no network: `docker build -t subledger .`
FROM node:20.20-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
# The packages are a layer of their own: they change less often than the sources.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --include=dev --include=optional --no-audit --no-fund
# The browser tests come along, since the build checks the types of everything.
COPY . .
RUN node lib/cli/build.mjs \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf .next/cache e2e
# What only a build needs: compilers, Prisma's command line, icons that are in the pages already.
RUN cd node_modules \
  && rm -rf @next/swc-* @electric-sql @prisma/dev @prisma/engines @prisma/studio-core @tailwindcss/oxide-* @typescript \
    effect lightningcss-* lucide-react prisma typescript

FROM node:20.20-bookworm-slim
WORKDIR /app
# SUBLEDGER_IMAGE: nothing is installed or built any more. Real books alone; SUBLEDGER_DEMO=on shows the invented company.
ENV NODE_ENV=production \
  SUBLEDGER_IMAGE=1 \
  SUBLEDGER_HOST=0.0.0.0 \
  SUBLEDGER_DEMO=off \
  SUBLEDGER_ACCESS_LOG=on \
  DATABASE_URL=file:/data/subledger.db \
  HOME=/tmp \
  PORT=3000
# Owned by root: the program, which runs as `node`, cannot change itself.
COPY --from=build /app /app
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "lib/cli/start.mjs"]

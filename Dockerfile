# One image for the web server, the worker and every command: docs/deploy.md#containers.
# The version of Node is that of the package `node` in package.json.
FROM node:24.21.0-bookworm-slim AS node
WORKDIR /app

# A layer of its own, so that only a change of the lock file installs the packages again.
FROM node AS manifest
COPY package.json package-lock.json .npmrc ./
COPY bin/prune.js bin/

FROM manifest AS build
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build

FROM manifest AS packages
# The image has Node already, so the package `node` would only add 120 MB.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev && rm -rf node_modules/node node_modules/.bin/node

FROM node AS app
ENV NODE_ENV=production DRIVE_ROOT=/storage
# A new volume takes the owner of this folder.
RUN install --directory --owner=node --group=node /storage
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/build ./

# Last, because each release changes it: the layers above stay as they are.
ARG REVISION
LABEL org.opencontainers.image.title="Easystart" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.revision="$REVISION"
ENV APP_VERSION="$REVISION"

# The number lets an orchestrator see that it is not root.
USER 1000:1000
EXPOSE 3333
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=4s --start-period=30s --retries=3 CMD ["node", "bin/health.js"]
CMD ["node", "--max-semi-space-size=8", "--max-old-space-size=1024", "bin/server.js"]

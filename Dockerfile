# One image for every part of ours: workers, the migration job, the command line.
FROM node:20-bookworm-slim

ENV NODE_ENV=production
WORKDIR /app

# Packages first: they change less often than the code.
COPY package.json package-lock.json .npmrc ./
COPY fonts/package.json fonts/
RUN npm install --no-save --ignore-scripts --omit=dev && npm cache clean --force

COPY . .
# Generates the database client and notes that nothing is left to be set up.
RUN node tools/run.mjs --only-setup \
  && mkdir -p /var/lib/scrolllibrary && chown node:node /var/lib/scrolllibrary

USER node
VOLUME /var/lib/scrolllibrary
ENV DATA_DIR=/var/lib/scrolllibrary

# Node itself is the process that hears SIGTERM and drains.
CMD ["node", "--import", "tsx", "workers/main.ts"]

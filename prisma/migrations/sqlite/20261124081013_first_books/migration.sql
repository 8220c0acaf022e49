-- CreateTable
CREATE TABLE "Connection" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "currency" TEXT,
    "roleArn" TEXT,
    "externalId" TEXT,
    "region" TEXT,
    "historyMonths" INTEGER NOT NULL DEFAULT 14,
    "managementAccountId" TEXT,
    "organizationId" TEXT,
    "settings" TEXT NOT NULL DEFAULT '{}',
    "createdAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Organization" (
    "connectionId" TEXT NOT NULL PRIMARY KEY,
    "organizationId" TEXT NOT NULL,
    "managementAccountId" TEXT NOT NULL,
    "featureSet" TEXT,
    "rootId" TEXT NOT NULL,
    "rootName" TEXT NOT NULL,
    "observedAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Account" (
    "connectionId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "firstSeen" TEXT NOT NULL,
    "lastSeen" TEXT NOT NULL,
    "inOrganization" BOOLEAN NOT NULL,
    "tagsSeenAt" TEXT,

    PRIMARY KEY ("connectionId", "accountId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "AccountVersion" (
    "connectionId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "email" TEXT,
    "arn" TEXT,
    "state" TEXT,
    "joinedMethod" TEXT,
    "joinedAt" TEXT,
    "parentId" TEXT,
    "tags" TEXT NOT NULL DEFAULT '{}',

    PRIMARY KEY ("connectionId", "accountId", "from")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "UnitVersion" (
    "connectionId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL DEFAULT '',
    "parentId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tags" TEXT NOT NULL DEFAULT '{}',

    PRIMARY KEY ("connectionId", "unitId", "from")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Load" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "connectionId" TEXT NOT NULL,
    "cube" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "runId" TEXT,
    "stepId" TEXT,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Published" (
    "connectionId" TEXT NOT NULL,
    "cube" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "loadId" INTEGER NOT NULL,
    "publishedAt" TEXT NOT NULL,

    PRIMARY KEY ("connectionId", "cube", "month")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Cell" (
    "loadId" INTEGER NOT NULL,
    "key1" TEXT NOT NULL,
    "key2" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL,

    -- A sum beyond 64 bits would silently become a float: refused instead.
    CHECK (typeof("unblended") = 'integer' AND typeof("amortized") = 'integer' AND typeof("netUnblended") = 'integer'
        AND typeof("netAmortized") = 'integer' AND typeof("blended") = 'integer'),
    PRIMARY KEY ("loadId", "key1", "key2", "day")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "MonthBook" (
    "connectionId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "estimated" BOOLEAN NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL,
    "residualUnblended" BIGINT NOT NULL DEFAULT 0,
    "residualAmortized" BIGINT NOT NULL DEFAULT 0,
    "residualNetUnblended" BIGINT NOT NULL DEFAULT 0,
    "residualNetAmortized" BIGINT NOT NULL DEFAULT 0,
    "residualBlended" BIGINT NOT NULL DEFAULT 0,
    "residualState" TEXT NOT NULL DEFAULT 'none',
    "holds" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "pending" TEXT NOT NULL DEFAULT '',
    "runId" TEXT,
    "publishedAt" TEXT NOT NULL,

    PRIMARY KEY ("connectionId", "month")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "MonthCheck" (
    "connectionId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "expected" BIGINT NOT NULL,
    "actual" BIGINT NOT NULL,
    "bound" BIGINT NOT NULL,
    "holds" BOOLEAN NOT NULL,

    PRIMARY KEY ("connectionId", "month", "name", "basis")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "SyncRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "connectionId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "full" BOOLEAN NOT NULL DEFAULT false,
    "plan" TEXT NOT NULL DEFAULT '{}',
    "notices" TEXT NOT NULL DEFAULT '[]',
    "error" TEXT NOT NULL DEFAULT '',
    "queuedAt" TEXT NOT NULL,
    "startedAt" TEXT,
    "finishedAt" TEXT
);

-- CreateTable
CREATE TABLE "SyncStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "runId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL,
    "cursor" TEXT NOT NULL DEFAULT '',
    "pages" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT '{}',
    "error" TEXT NOT NULL DEFAULT ''
);

-- CreateTable
CREATE TABLE "AwsRequest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "connectionId" TEXT NOT NULL,
    "runId" TEXT,
    "stepId" TEXT,
    "operation" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "sentAt" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "httpStatus" INTEGER,
    "error" TEXT NOT NULL DEFAULT '',
    "durationMs" INTEGER
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "owner" TEXT NOT NULL,
    "acquiredAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "TagKey" (
    "connectionId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "lastUpdatedAt" TEXT,
    "lastUsedAt" TEXT,
    "seenAt" TEXT NOT NULL,

    PRIMARY KEY ("connectionId", "key")
);

-- CreateTable
CREATE TABLE "CostCategory" (
    "connectionId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "arn" TEXT NOT NULL,
    "effectiveStart" TEXT NOT NULL,
    "status" TEXT,
    "seenAt" TEXT NOT NULL,

    PRIMARY KEY ("connectionId", "name")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "scopes" TEXT NOT NULL DEFAULT '[]',
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT,
    "lastUsedAt" TEXT,
    "revokedAt" TEXT
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Connection_name_key" ON "Connection"("name");

-- CreateIndex
CREATE INDEX "AccountVersion_connectionId_to_idx" ON "AccountVersion"("connectionId", "to");

-- CreateIndex
CREATE INDEX "UnitVersion_connectionId_to_idx" ON "UnitVersion"("connectionId", "to");

-- CreateIndex
CREATE INDEX "Load_connectionId_cube_month_idx" ON "Load"("connectionId", "cube", "month");

-- CreateIndex
CREATE INDEX "Load_runId_idx" ON "Load"("runId");

-- CreateIndex
CREATE INDEX "Published_loadId_idx" ON "Published"("loadId");

-- CreateIndex
CREATE INDEX "SyncRun_connectionId_queuedAt_idx" ON "SyncRun"("connectionId", "queuedAt");

-- CreateIndex
CREATE UNIQUE INDEX "SyncStep_runId_position_key" ON "SyncStep"("runId", "position");

-- CreateIndex
CREATE INDEX "AwsRequest_connectionId_sentAt_idx" ON "AwsRequest"("connectionId", "sentAt");

-- CreateIndex
CREATE INDEX "AwsRequest_runId_idx" ON "AwsRequest"("runId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateTable
CREATE TABLE "Connection" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "currency" TEXT COLLATE "C",
    "roleArn" TEXT COLLATE "C",
    "externalId" TEXT COLLATE "C",
    "region" TEXT COLLATE "C",
    "historyMonths" INTEGER NOT NULL DEFAULT 14,
    "managementAccountId" TEXT COLLATE "C",
    "organizationId" TEXT COLLATE "C",
    "settings" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "createdAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Organization" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "organizationId" TEXT COLLATE "C" NOT NULL,
    "managementAccountId" TEXT COLLATE "C" NOT NULL,
    "featureSet" TEXT COLLATE "C",
    "rootId" TEXT COLLATE "C" NOT NULL,
    "rootName" TEXT COLLATE "C" NOT NULL,
    "observedAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Organization_pkey" PRIMARY KEY ("connectionId")
);

-- CreateTable
CREATE TABLE "Account" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "accountId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "firstSeen" TEXT COLLATE "C" NOT NULL,
    "lastSeen" TEXT COLLATE "C" NOT NULL,
    "inOrganization" BOOLEAN NOT NULL,
    "tagsSeenAt" TEXT COLLATE "C",

    CONSTRAINT "Account_pkey" PRIMARY KEY ("connectionId","accountId")
);

-- CreateTable
CREATE TABLE "AccountVersion" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "accountId" TEXT COLLATE "C" NOT NULL,
    "from" TEXT COLLATE "C" NOT NULL,
    "to" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C",
    "arn" TEXT COLLATE "C",
    "state" TEXT COLLATE "C",
    "joinedMethod" TEXT COLLATE "C",
    "joinedAt" TEXT COLLATE "C",
    "parentId" TEXT COLLATE "C",
    "tags" TEXT COLLATE "C" NOT NULL DEFAULT '{}',

    CONSTRAINT "AccountVersion_pkey" PRIMARY KEY ("connectionId","accountId","from")
);

-- CreateTable
CREATE TABLE "UnitVersion" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "unitId" TEXT COLLATE "C" NOT NULL,
    "from" TEXT COLLATE "C" NOT NULL,
    "to" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "parentId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "tags" TEXT COLLATE "C" NOT NULL DEFAULT '{}',

    CONSTRAINT "UnitVersion_pkey" PRIMARY KEY ("connectionId","unitId","from")
);

-- CreateTable
CREATE TABLE "Load" (
    "id" SERIAL NOT NULL,
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "cube" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "runId" TEXT COLLATE "C",
    "stepId" TEXT COLLATE "C",
    "rows" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Load_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Published" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "cube" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "loadId" INTEGER NOT NULL,
    "publishedAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Published_pkey" PRIMARY KEY ("connectionId","cube","month")
);

-- CreateTable
CREATE TABLE "Cell" (
    "loadId" INTEGER NOT NULL,
    "key1" TEXT COLLATE "C" NOT NULL,
    "key2" TEXT COLLATE "C" NOT NULL,
    "day" INTEGER NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL,

    CONSTRAINT "Cell_pkey" PRIMARY KEY ("loadId","key1","key2","day")
);

-- CreateTable
CREATE TABLE "MonthBook" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
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
    "residualState" TEXT COLLATE "C" NOT NULL DEFAULT 'none',
    "holds" BOOLEAN NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "pending" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "runId" TEXT COLLATE "C",
    "publishedAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "MonthBook_pkey" PRIMARY KEY ("connectionId","month")
);

-- CreateTable
CREATE TABLE "MonthCheck" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "basis" TEXT COLLATE "C" NOT NULL,
    "expected" BIGINT NOT NULL,
    "actual" BIGINT NOT NULL,
    "bound" BIGINT NOT NULL,
    "holds" BOOLEAN NOT NULL,

    CONSTRAINT "MonthCheck_pkey" PRIMARY KEY ("connectionId","month","name","basis")
);

-- CreateTable
CREATE TABLE "SyncRun" (
    "id" TEXT COLLATE "C" NOT NULL,
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "trigger" TEXT COLLATE "C" NOT NULL,
    "full" BOOLEAN NOT NULL DEFAULT false,
    "plan" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "notices" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "error" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "queuedAt" TEXT COLLATE "C" NOT NULL,
    "startedAt" TEXT COLLATE "C",
    "finishedAt" TEXT COLLATE "C",

    CONSTRAINT "SyncRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SyncStep" (
    "id" TEXT COLLATE "C" NOT NULL,
    "runId" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "query" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "status" TEXT COLLATE "C" NOT NULL,
    "cursor" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "pages" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "error" TEXT COLLATE "C" NOT NULL DEFAULT '',

    CONSTRAINT "SyncStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AwsRequest" (
    "id" SERIAL NOT NULL,
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "runId" TEXT COLLATE "C",
    "stepId" TEXT COLLATE "C",
    "operation" TEXT COLLATE "C" NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "sentAt" TEXT COLLATE "C" NOT NULL,
    "outcome" TEXT COLLATE "C" NOT NULL,
    "httpStatus" INTEGER,
    "error" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "durationMs" INTEGER,

    CONSTRAINT "AwsRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT COLLATE "C" NOT NULL,
    "owner" TEXT COLLATE "C" NOT NULL,
    "acquiredAt" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "TagKey" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "lastUpdatedAt" TEXT COLLATE "C",
    "lastUsedAt" TEXT COLLATE "C",
    "seenAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "TagKey_pkey" PRIMARY KEY ("connectionId","key")
);

-- CreateTable
CREATE TABLE "CostCategory" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "arn" TEXT COLLATE "C" NOT NULL,
    "effectiveStart" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C",
    "seenAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "CostCategory_pkey" PRIMARY KEY ("connectionId","name")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "scopes" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "createdAt" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TEXT COLLATE "C",
    "lastUsedAt" TEXT COLLATE "C",
    "revokedAt" TEXT COLLATE "C",

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
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

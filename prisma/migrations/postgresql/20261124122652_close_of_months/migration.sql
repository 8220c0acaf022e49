-- CreateTable
CREATE TABLE "MonthClose" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "closedAt" TEXT COLLATE "C" NOT NULL,
    "closedBy" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "ruleSetId" INTEGER NOT NULL,

    CONSTRAINT "MonthClose_pkey" PRIMARY KEY ("connectionId","month")
);

-- CreateTable
CREATE TABLE "CloseEvent" (
    "id" SERIAL NOT NULL,
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL DEFAULT '',

    CONSTRAINT "CloseEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RestatedLoad" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "cube" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "loadId" INTEGER NOT NULL,
    "publishedAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "RestatedLoad_pkey" PRIMARY KEY ("connectionId","cube","month")
);

-- CreateTable
CREATE TABLE "RestatedMonth" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "derivationId" INTEGER NOT NULL DEFAULT 0,
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

    CONSTRAINT "RestatedMonth_pkey" PRIMARY KEY ("connectionId","month")
);

-- CreateTable
CREATE TABLE "Adjustment" (
    "id" SERIAL NOT NULL,
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "bookedIn" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "home" TEXT COLLATE "C" NOT NULL,
    "chargeClass" TEXT COLLATE "C" NOT NULL,
    "pool" TEXT COLLATE "C" NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL,

    CONSTRAINT "Adjustment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CloseEvent_connectionId_month_idx" ON "CloseEvent"("connectionId", "month");

-- CreateIndex
CREATE INDEX "RestatedLoad_loadId_idx" ON "RestatedLoad"("loadId");

-- CreateIndex
CREATE INDEX "RestatedMonth_derivationId_idx" ON "RestatedMonth"("derivationId");

-- CreateIndex
CREATE INDEX "Adjustment_connectionId_bookedIn_idx" ON "Adjustment"("connectionId", "bookedIn");

-- CreateIndex
CREATE INDEX "Adjustment_connectionId_month_idx" ON "Adjustment"("connectionId", "month");

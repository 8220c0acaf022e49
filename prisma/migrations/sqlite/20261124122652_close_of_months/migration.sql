-- CreateTable
CREATE TABLE "MonthClose" (
    "connectionId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "closedAt" TEXT NOT NULL,
    "closedBy" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "ruleSetId" INTEGER NOT NULL,

    PRIMARY KEY ("connectionId", "month")
);

-- CreateTable
CREATE TABLE "CloseEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "connectionId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT ''
);

-- CreateTable
CREATE TABLE "RestatedLoad" (
    "connectionId" TEXT NOT NULL,
    "cube" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "loadId" INTEGER NOT NULL,
    "publishedAt" TEXT NOT NULL,

    PRIMARY KEY ("connectionId", "cube", "month")
);

-- CreateTable
CREATE TABLE "RestatedMonth" (
    "connectionId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
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
    "residualState" TEXT NOT NULL DEFAULT 'none',
    "holds" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "pending" TEXT NOT NULL DEFAULT '',
    "runId" TEXT,
    "publishedAt" TEXT NOT NULL,

    PRIMARY KEY ("connectionId", "month")
);

-- CreateTable
CREATE TABLE "Adjustment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "connectionId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "bookedIn" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "chargeClass" TEXT NOT NULL,
    "pool" TEXT NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL
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

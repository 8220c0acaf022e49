-- CreateTable
CREATE TABLE "RuleSet" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "createdAt" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "document" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Derivation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "connectionId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "ruleSetId" INTEGER NOT NULL,
    "inputs" TEXT NOT NULL,
    "serviceLoad" INTEGER,
    "factsOf" TEXT NOT NULL,
    "notices" TEXT NOT NULL DEFAULT '[]',
    "runId" TEXT,
    "createdAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "DerivedMonth" (
    "connectionId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "derivationId" INTEGER NOT NULL,

    PRIMARY KEY ("connectionId", "month")
);

-- CreateTable
CREATE TABLE "Slice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "derivationId" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "chargeClass" TEXT NOT NULL,
    "dedicated" BOOLEAN NOT NULL,
    "rule" INTEGER,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "FaceCell" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "derivationId" INTEGER NOT NULL,
    "face" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Share" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "derivationId" INTEGER NOT NULL,
    "pool" TEXT NOT NULL,
    "chargeClass" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Unallocated" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "derivationId" INTEGER NOT NULL,
    "pool" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "chargeClass" TEXT NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "Derivation_connectionId_month_idx" ON "Derivation"("connectionId", "month");

-- CreateIndex
CREATE INDEX "DerivedMonth_derivationId_idx" ON "DerivedMonth"("derivationId");

-- CreateIndex
CREATE INDEX "Slice_derivationId_account_idx" ON "Slice"("derivationId", "account");

-- CreateIndex
CREATE INDEX "FaceCell_derivationId_face_account_idx" ON "FaceCell"("derivationId", "face", "account");

-- CreateIndex
CREATE INDEX "Share_derivationId_account_idx" ON "Share"("derivationId", "account");

-- CreateIndex
CREATE INDEX "Unallocated_derivationId_account_idx" ON "Unallocated"("derivationId", "account");

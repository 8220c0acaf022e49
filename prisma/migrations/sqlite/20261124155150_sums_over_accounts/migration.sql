-- CreateTable
CREATE TABLE "DerivedSum" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "derivationId" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "home" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "raw" BOOLEAN NOT NULL,
    "pool" TEXT NOT NULL,
    "chargeClass" TEXT NOT NULL,
    "cells" INTEGER NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL
);

-- AlterTable
ALTER TABLE "Derivation" ADD COLUMN "summed" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Slice" ADD COLUMN "environment" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Share" ADD COLUMN "environment" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "DerivedSum_derivationId_part_idx" ON "DerivedSum"("derivationId", "part");

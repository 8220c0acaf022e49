-- AlterTable
ALTER TABLE "Derivation" ADD COLUMN     "summed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Slice" ADD COLUMN     "environment" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Share" ADD COLUMN     "environment" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "DerivedSum" (
    "id" SERIAL NOT NULL,
    "derivationId" INTEGER NOT NULL,
    "part" TEXT COLLATE "C" NOT NULL,
    "home" TEXT COLLATE "C" NOT NULL,
    "environment" TEXT COLLATE "C" NOT NULL,
    "service" TEXT COLLATE "C" NOT NULL,
    "raw" BOOLEAN NOT NULL,
    "pool" TEXT COLLATE "C" NOT NULL,
    "chargeClass" TEXT COLLATE "C" NOT NULL,
    "cells" INTEGER NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL,

    CONSTRAINT "DerivedSum_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DerivedSum_derivationId_part_idx" ON "DerivedSum"("derivationId", "part");

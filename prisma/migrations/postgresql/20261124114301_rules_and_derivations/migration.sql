-- CreateTable
CREATE TABLE "RuleSet" (
    "id" SERIAL NOT NULL,
    "createdAt" TEXT COLLATE "C" NOT NULL,
    "createdBy" TEXT COLLATE "C" NOT NULL,
    "note" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "document" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "RuleSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Derivation" (
    "id" SERIAL NOT NULL,
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "ruleSetId" INTEGER NOT NULL,
    "inputs" TEXT COLLATE "C" NOT NULL,
    "serviceLoad" INTEGER,
    "factsOf" TEXT COLLATE "C" NOT NULL,
    "notices" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "runId" TEXT COLLATE "C",
    "createdAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Derivation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DerivedMonth" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "derivationId" INTEGER NOT NULL,

    CONSTRAINT "DerivedMonth_pkey" PRIMARY KEY ("connectionId","month")
);

-- CreateTable
CREATE TABLE "Slice" (
    "id" SERIAL NOT NULL,
    "derivationId" INTEGER NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "home" TEXT COLLATE "C" NOT NULL,
    "chargeClass" TEXT COLLATE "C" NOT NULL,
    "dedicated" BOOLEAN NOT NULL,
    "rule" INTEGER,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL,

    CONSTRAINT "Slice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FaceCell" (
    "id" SERIAL NOT NULL,
    "derivationId" INTEGER NOT NULL,
    "face" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "home" TEXT COLLATE "C" NOT NULL,
    "environment" TEXT COLLATE "C" NOT NULL,
    "service" TEXT COLLATE "C" NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL,

    CONSTRAINT "FaceCell_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Share" (
    "id" SERIAL NOT NULL,
    "derivationId" INTEGER NOT NULL,
    "pool" TEXT COLLATE "C" NOT NULL,
    "chargeClass" TEXT COLLATE "C" NOT NULL,
    "side" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "home" TEXT COLLATE "C" NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL,

    CONSTRAINT "Share_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Unallocated" (
    "id" SERIAL NOT NULL,
    "derivationId" INTEGER NOT NULL,
    "pool" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "home" TEXT COLLATE "C" NOT NULL,
    "chargeClass" TEXT COLLATE "C" NOT NULL,
    "unblended" BIGINT NOT NULL,
    "amortized" BIGINT NOT NULL,
    "netUnblended" BIGINT NOT NULL,
    "netAmortized" BIGINT NOT NULL,
    "blended" BIGINT NOT NULL,

    CONSTRAINT "Unallocated_pkey" PRIMARY KEY ("id")
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

-- CreateTable
CREATE TABLE "Revenue" (
    "month" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,

    PRIMARY KEY ("month", "entity", "source")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Budget" (
    "month" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,

    PRIMARY KEY ("month", "entity")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Driver" (
    "month" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "driver" TEXT NOT NULL,
    "quantity" TEXT NOT NULL,

    PRIMARY KEY ("month", "entity", "driver")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "OutsideCost" (
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,

    PRIMARY KEY ("from", "to", "entity", "vendor")
) WITHOUT ROWID;

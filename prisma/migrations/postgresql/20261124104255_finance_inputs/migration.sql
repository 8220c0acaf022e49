-- CreateTable
CREATE TABLE "Revenue" (
    "month" TEXT COLLATE "C" NOT NULL,
    "entity" TEXT COLLATE "C" NOT NULL,
    "source" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Revenue_pkey" PRIMARY KEY ("month","entity","source")
);

-- CreateTable
CREATE TABLE "Budget" (
    "month" TEXT COLLATE "C" NOT NULL,
    "entity" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Budget_pkey" PRIMARY KEY ("month","entity")
);

-- CreateTable
CREATE TABLE "Driver" (
    "month" TEXT COLLATE "C" NOT NULL,
    "entity" TEXT COLLATE "C" NOT NULL,
    "driver" TEXT COLLATE "C" NOT NULL,
    "quantity" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Driver_pkey" PRIMARY KEY ("month","entity","driver")
);

-- CreateTable
CREATE TABLE "OutsideCost" (
    "from" TEXT COLLATE "C" NOT NULL,
    "to" TEXT COLLATE "C" NOT NULL,
    "entity" TEXT COLLATE "C" NOT NULL,
    "vendor" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "OutsideCost_pkey" PRIMARY KEY ("from","to","entity","vendor")
);

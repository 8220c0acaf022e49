-- CreateTable
CREATE TABLE "FindingAcceptance" (
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "rule" TEXT COLLATE "C" NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "until" TEXT COLLATE "C" NOT NULL,
    "acceptedBy" TEXT COLLATE "C" NOT NULL,
    "acceptedAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "FindingAcceptance_pkey" PRIMARY KEY ("connectionId","rule","subject")
);

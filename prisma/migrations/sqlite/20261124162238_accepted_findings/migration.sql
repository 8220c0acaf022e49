-- CreateTable
CREATE TABLE "FindingAcceptance" (
    "connectionId" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "acceptedBy" TEXT NOT NULL,
    "acceptedAt" TEXT NOT NULL,

    PRIMARY KEY ("connectionId", "rule", "subject")
);

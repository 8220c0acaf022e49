-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "scopes" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "roleFrom" TEXT COLLATE "C" NOT NULL DEFAULT 'here',
    "passwordHash" TEXT COLLATE "C",
    "subject" TEXT COLLATE "C",
    "createdAt" TEXT COLLATE "C" NOT NULL,
    "removedAt" TEXT COLLATE "C",
    "lastSignInAt" TEXT COLLATE "C",

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "hash" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "createdAt" TEXT COLLATE "C" NOT NULL,
    "lastSeenAt" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TEXT COLLATE "C" NOT NULL,
    "revokedAt" TEXT COLLATE "C",
    "address" TEXT COLLATE "C" NOT NULL,
    "agent" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "SignInTry" (
    "id" SERIAL NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C" NOT NULL,
    "address" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "SignInTry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SetupLink" (
    "hash" TEXT COLLATE "C" NOT NULL,
    "createdAt" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TEXT COLLATE "C" NOT NULL,
    "usedAt" TEXT COLLATE "C",

    CONSTRAINT "SetupLink_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "Person_email_key" ON "Person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Person_subject_key" ON "Person"("subject");

-- CreateIndex
CREATE INDEX "Session_personId_idx" ON "Session"("personId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE INDEX "SignInTry_account_at_idx" ON "SignInTry"("account", "at");

-- CreateIndex
CREATE INDEX "SignInTry_address_at_idx" ON "SignInTry"("address", "at");

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "scopes" TEXT NOT NULL DEFAULT '[]',
    "roleFrom" TEXT NOT NULL DEFAULT 'here',
    "passwordHash" TEXT,
    "subject" TEXT,
    "createdAt" TEXT NOT NULL,
    "removedAt" TEXT,
    "lastSignInAt" TEXT
);

-- CreateTable
CREATE TABLE "Session" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "lastSeenAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "revokedAt" TEXT,
    "address" TEXT NOT NULL,
    "agent" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "SignInTry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "address" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "SetupLink" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "usedAt" TEXT
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

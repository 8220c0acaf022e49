-- CreateTable
CREATE TABLE "Invoice" (
    "id" TEXT COLLATE "C" NOT NULL,
    "connectionId" TEXT COLLATE "C" NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "amount" BIGINT NOT NULL,
    "enteredBy" TEXT COLLATE "C" NOT NULL,
    "enteredAt" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Invoice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Invoice_connectionId_month_number_key" ON "Invoice"("connectionId", "month", "number");

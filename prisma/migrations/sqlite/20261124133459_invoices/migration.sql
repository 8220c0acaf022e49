-- CreateTable
CREATE TABLE "Invoice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "connectionId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "enteredBy" TEXT NOT NULL,
    "enteredAt" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Invoice_connectionId_month_number_key" ON "Invoice"("connectionId", "month", "number");

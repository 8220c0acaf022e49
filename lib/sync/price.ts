export { priceOf, REQUEST_PRICE_UNITS } from '@/lib/finance/request-price';

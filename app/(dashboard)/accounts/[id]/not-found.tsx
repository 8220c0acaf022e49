import type { Metadata } from 'next';
import { UnknownSubject } from '../unknown-subject';

export const metadata: Metadata = { title: 'Not found' };

export default UnknownSubject;

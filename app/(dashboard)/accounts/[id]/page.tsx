import type { SearchParams } from '@/lib/reports/query';
import { SubjectPage, subjectTitle } from '../subject-page';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export const generateMetadata = (props: Props) => subjectTitle('account', props);

export default function AccountPage(props: Props) {
  return <SubjectPage kind="account" {...props} />;
}

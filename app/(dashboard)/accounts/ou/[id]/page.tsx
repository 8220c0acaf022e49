import type { SearchParams } from '@/lib/reports/query';
import { SubjectPage, subjectTitle } from '../../subject-page';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export const generateMetadata = (props: Props) => subjectTitle('ou', props);

export default function UnitPage(props: Props) {
  return <SubjectPage kind="ou" {...props} />;
}

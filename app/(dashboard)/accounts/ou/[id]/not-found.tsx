import { UnknownSubject } from '../../unknown-subject';

export default UnknownSubject;

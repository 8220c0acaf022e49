import type { FieldError } from '@/lib/errors';

/** What a person gives to add a payer. Without a role the SDK's default credentials are the payer's own. */
export type ConnectInput = {
  readonly name: string;
  readonly roleArn: string | null;
  readonly externalId: string | null;
  readonly region: string | null;
  /** Months that Cost Explorer is asked for, the open one included: 14, up to 38 with multi-year data enabled. */
  readonly historyMonths: number;
};

export const LEAST_HISTORY = 14;
export const MOST_HISTORY = 38;

const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;
/** STS's own pattern, https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html. */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a name that holds one cannot be typed again.
const CONTROL = /[\u0000-\u001f\u007f]/;

/** What is wrong with the name of a connection; null when it may be used. */
export function nameFault(name: string): string | null {
  if (name.trim() === name && name !== '' && name.length <= 100 && !CONTROL.test(name)) return null;
  return 'must have 1 to 100 characters, none of them a control character or a space at either end';
}

/** Everything that is wrong with the input, by field; nothing when it may be tried. */
export function connectFaults(input: ConnectInput): FieldError[] {
  const faults: FieldError[] = [];
  const fault = (field: keyof ConnectInput, message: string) => faults.push({ field, message });
  const wrongName = nameFault(input.name);
  if (wrongName !== null) fault('name', wrongName);
  if (input.roleArn !== null && !ROLE.test(input.roleArn)) {
    fault('roleArn', 'is not the ARN of a role; example: arn:aws:iam::111122223333:role/subledger');
  }
  if (input.externalId !== null && !EXTERNAL_ID.test(input.externalId)) {
    fault('externalId', 'must have 2 to 1224 characters out of letters, digits and _ + = , . @ : / -');
  }
  if ((input.roleArn === null) !== (input.externalId === null)) {
    const missing = input.roleArn === null ? 'roleArn' : 'externalId';
    fault(missing, 'is missing: a role and its external id go together (AWS, "confused deputy")');
  }
  if (input.region !== null && !REGION.test(input.region)) fault('region', 'is not a region; example: us-east-1');
  if (
    !Number.isInteger(input.historyMonths) ||
    input.historyMonths < LEAST_HISTORY ||
    input.historyMonths > MOST_HISTORY
  ) {
    fault('historyMonths', `must be a whole number from ${LEAST_HISTORY} to ${MOST_HISTORY}`);
  }
  return faults;
}

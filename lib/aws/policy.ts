/** The IAM actions of the minimal policy, all of them reads; each is a check of `doctor`. */
export const IAM_ACTIONS = [
  'organizations:DescribeOrganization',
  'organizations:ListRoots',
  'organizations:ListAccounts',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListAccountsForParent',
  'organizations:ListTagsForResource',
  'ce:GetCostAndUsage',
  'ce:ListCostAllocationTags',
  'ce:ListCostCategoryDefinitions',
  'ce:DescribeCostCategoryDefinition',
  'ce:ListCostAllocationTagBackfillHistory',
] as const;
export type IamAction = (typeof IAM_ACTIONS)[number];

/** The policy of the role or user in the management account: reads only, nothing more than is called. */
export const leastPrivilegePolicy = () => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'OrgRead',
      Effect: 'Allow',
      Action: IAM_ACTIONS.filter((action) => action.startsWith('organizations:')),
      Resource: '*',
    },
    {
      Sid: 'CostRead',
      Effect: 'Allow',
      Action: IAM_ACTIONS.filter((action) => action.startsWith('ce:')),
      Resource: '*',
    },
  ],
});

/** The trust policy of a role in the payer: who may assume it, and with which external id. */
export const trustPolicy = ({ principalArn, externalId }: { principalArn: string; externalId: string | null }) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: principalArn },
      Action: 'sts:AssumeRole',
      ...(externalId === null ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
    },
  ],
});

/** Services as Cost Explorer spells them. */
export const EC2 = 'Amazon Elastic Compute Cloud - Compute';
export const EC2_OTHER = 'EC2 - Other';
export const RDS = 'Amazon Relational Database Service';
export const S3 = 'Amazon Simple Storage Service';
export const CLOUDWATCH = 'AmazonCloudWatch';
export const OPENSEARCH = 'Amazon OpenSearch Service';
/** The name of OpenSearch before it was renamed. */
export const ELASTICSEARCH = 'Amazon Elasticsearch Service';
const ELB = 'Amazon Elastic Load Balancing';
const CLOUDFRONT = 'Amazon CloudFront';
const ELASTICACHE = 'Amazon ElastiCache';
const LAMBDA = 'AWS Lambda';
const EKS = 'Amazon Elastic Container Service for Kubernetes';
const ROUTE_53 = 'Amazon Route 53';

/** Services whose cost carries no tags, whoever tags what. */
export const UNTAGGABLE: ReadonlySet<string> = new Set([
  CLOUDWATCH,
  ROUTE_53,
  'Amazon GuardDuty',
  'AWS Security Hub',
  'AWS Config',
  'AWS CloudTrail',
]);

/** What kinds of account run, as parts of a hundred. The first two services carry the account's whole mix of tags. */
export const PROFILES = {
  web: [
    [EC2, 30],
    [RDS, 22],
    [CLOUDFRONT, 11],
    [EC2_OTHER, 9],
    [S3, 9],
    [ELASTICACHE, 7],
    [ELB, 6],
    [CLOUDWATCH, 4],
    [LAMBDA, 2],
  ],
  search: [
    [OPENSEARCH, 44],
    [EC2, 26],
    [EC2_OTHER, 11],
    [S3, 8],
    ['Amazon Kinesis', 7],
    [CLOUDWATCH, 4],
  ],
  data: [
    [S3, 46],
    ['Amazon Redshift', 18],
    ['AWS Glue', 14],
    [EC2, 12],
    ['Amazon Athena', 10],
  ],
  models: [
    ['Amazon SageMaker', 58],
    [S3, 24],
    ['Amazon Bedrock', 18],
  ],
  databases: [
    [RDS, 74],
    [ELASTICACHE, 14],
    [S3, 12],
  ],
  network: [
    ['Amazon Virtual Private Cloud', 46],
    [EC2_OTHER, 42],
    [ROUTE_53, 12],
  ],
  line: [
    ['AWS Direct Connect', 82],
    [EC2_OTHER, 18],
  ],
  security: [
    [S3, 30],
    ['Amazon GuardDuty', 28],
    ['AWS Security Hub', 18],
    ['AWS Config', 16],
    ['AWS CloudTrail', 8],
  ],
  clusters: [
    [EC2, 66],
    [EKS, 19],
    [S3, 15],
  ],
  small: [
    [EC2, 62],
    [RDS, 26],
    [CLOUDWATCH, 12],
  ],
  storage: [
    [S3, 88],
    ['AWS Key Management Service', 12],
  ],
  email: [
    ['Amazon Simple Email Service', 81],
    [LAMBDA, 19],
  ],
  trace: [[S3, 100]],
} as const satisfies Record<string, readonly (readonly [string, number])[]>;

export type Profile = keyof typeof PROFILES;

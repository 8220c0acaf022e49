import { normaliseService, serviceCategoryOf } from '@/lib/finance/service-category';

/** Services by subcategory of FOCUS 1.2, normalised as `service-names.ts` has them; each lies in its service's category. */
export const SUBCATEGORY_SERVICES: Readonly<Record<string, string>> = {
  'Generative AI': 'bedrock bedrockservice bedrockagentcore q qbusiness qdeveloper',
  'Machine Learning': 'sagemaker sagemakerai machinelearning',
  'Natural Language Processing': 'comprehend lex translate transcribe polly',
  'Data Processing': 'glue elasticmapreduce emr emrserverless athena',
  'Business Intelligence': 'quicksight',
  Search: 'opensearchservice opensearch opensearchserverless elasticsearchservice cloudsearch',
  'Streaming Analytics': 'kinesis kinesisfirehose firehose kinesisanalytics managedstreamingforapachekafka msk',
  'Virtual Machines':
    'elasticcomputecloud elasticcomputecloudcompute ec2 ec2other elasticcomputecloudother ec2instances lightsail',
  Containers:
    'elasticcontainerservice ecs elastickubernetesservice eks elasticcontainerserviceforkubernetes ec2containerregistry elasticcontainerregistry ecr fargate',
  'Serverless Compute': 'lambda lambdaedge apprunner',
  'Relational Databases': 'relationaldatabaseservice rds aurora auroradsql',
  'NoSQL Databases': 'dynamodb documentdb documentdbwithmongodbcompatibility keyspaces keyspacesforapachecassandra',
  Caching: 'elasticache memorydb dynamodbaccelerator dax',
  'Time Series Databases': 'timestream timestreamforinfluxdb',
  'Ledger Databases': 'quantumledgerdatabase qldb',
  'Continuous Integration and Deployment': 'codebuild codedeploy codepipeline',
  'Source Code Management': 'codecommit',
  'Development Environments': 'cloud9 cloudshell',
  'Identity and Access Management': 'cognito directoryservice identityandaccessmanagement iam singlesignon',
  Messaging: 'simplenotificationservice sns simplequeueservice sqs eventbridge mq',
  Observability: 'cloudwatch cloudwatchlogs managedgrafana managedserviceforgrafana managedserviceforprometheus',
  Compliance: 'cloudtrail config auditmanager',
  'Cost Management': 'costexplorer costandusagereport budgets billingconductor',
  'Data Migration': 'databasemigrationservice datasync transferfamily',
  'Application Networking': 'elasticloadbalancing elb elasticloadbalancer',
  'Content Delivery': 'cloudfront',
  'Network Infrastructure': 'virtualprivatecloud vpc',
  'Network Connectivity': 'directconnect transitgateway vpn privatelink',
  'Network Routing': 'route53 globalaccelerator',
  'Secret Management': 'secretsmanager certificatemanager privatecertificateauthority cloudhsm',
  'Threat Detection and Response': 'guardduty detective',
  'Security Posture Management': 'securityhub inspector',
  'Object Storage': 'simplestorageservice s3 glacier s3glacier simplestorageserviceglacier',
  'Block Storage': 'elasticblockstore ebs',
  'File Storage': 'elasticfilesystem efs fsx',
  'Backup Storage': 'backup',
};

const SUBCATEGORY_OF = new Map(
  Object.entries(SUBCATEGORY_SERVICES).flatMap(([subcategory, names]) =>
    names.split(' ').map((name) => [name, subcategory] as const),
  ),
);

/** The category and subcategory of a service by FOCUS 1.2: the table's, else the category's `Other (…)`. */
export function focusServiceOf(service: string): { readonly category: string; readonly subcategory: string } {
  const category = serviceCategoryOf(service);
  return { category, subcategory: SUBCATEGORY_OF.get(normaliseService(service)) ?? `Other (${category})` };
}

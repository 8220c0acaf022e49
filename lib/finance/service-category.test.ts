import { describe, expect, it } from 'vitest';
import { isKnownService, SERVICE_CATEGORIES, serviceCategoryOf } from './service-category';

describe('the category of a service', () => {
  it.each([
    ['Amazon Elastic Compute Cloud - Compute', 'Compute'],
    ['EC2 - Other', 'Compute'],
    ['AmazonEC2', 'Compute'],
    ['AWS Lambda', 'Compute'],
    ['AWSLambda', 'Compute'],
    ['Amazon EC2 Container Registry (ECR)', 'Compute'],
    ['Amazon Elastic Container Service for Kubernetes', 'Compute'],
    ['AWS Step Functions', 'Compute'],
    ['Savings Plans for AWS Compute usage', 'Compute'],
    ['Amazon Simple Storage Service', 'Storage'],
    ['AmazonS3', 'Storage'],
    ['Amazon Elastic File System', 'Storage'],
    ['Amazon Relational Database Service', 'Databases'],
    ['Amazon DocumentDB (with MongoDB compatibility)', 'Databases'],
    ['AmazonCloudWatch', 'Management and Governance'],
    ['AWS CloudTrail', 'Management and Governance'],
    ['CloudWatch Events', 'Integration'],
    ['AWSQueueService', 'Integration'],
    ['CodeBuild', 'Developer Tools'],
    ['AWS Key Management Service', 'Identity'],
    ['awskms', 'Identity'],
    ['AWS Secrets Manager', 'Security'],
    ['AWS WAF', 'Security'],
    ['Amazon Virtual Private Cloud', 'Networking'],
    ['AWS Data Transfer', 'Networking'],
    ['AWSELB', 'Networking'],
    ['Elastic Load Balancing', 'Networking'],
    ['Amazon QuickSight', 'Analytics'],
    ['Amazon Managed Streaming for Apache Kafka', 'Analytics'],
    ['Amazon Bedrock', 'AI and Machine Learning'],
    ['AWS IoT Events', 'Internet of Things'],
    ['AWS Amplify', 'Mobile'],
    ['Contact Center Telecommunications (service sold by AMCS, LLC)', 'Business Applications'],
    ['AWS Elemental MediaConvert', 'Media'],
    ['AWS Database Migration Service', 'Migration'],
  ])('%s is %s', (service, category) => {
    expect(serviceCategoryOf(service)).toBe(category);
    expect(isKnownService(service)).toBe(true);
  });

  it('is Other, and unknown, for what the table does not name', () => {
    expect(serviceCategoryOf('Amazon Quantum Toaster')).toBe('Other');
    expect(isKnownService('Amazon Quantum Toaster')).toBe(false);
    expect(serviceCategoryOf('')).toBe('Other');
    expect(SERVICE_CATEGORIES).toHaveLength(19);
  });
});

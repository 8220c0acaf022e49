import type { ServiceCategory } from './service-category';

/**
 * AWS services by FOCUS category, as Cost Explorer, CUR product names and product codes spell them, normalised by
 * `normaliseService`: one name a word. Where AWS's own FOCUS export says a category, it is that one, but for
 * containers, which AWS calls Other and which are Compute by the definition of FOCUS.
 */
export const SERVICE_NAMES: Record<Exclude<ServiceCategory, 'Other'>, string> = {
  'AI and Machine Learning': `bedrock bedrockagentcore bedrockservice sagemaker sagemakerai sagemakerstudio sagemakerstudiolab
    comprehend comprehendmedical rekognition textract transcribe transcribemedical translate polly lex personalize
    forecast frauddetector kendra augmentedai a2i lookoutforvision lookoutforequipment lookoutformetrics monitron
    panorama deepcomposer deeplens deepracer devopsguru codeguru codeguruprofiler codegurureviewer healthlake
    healthomics omics healthscribe q qbusiness qdeveloper nova novaact machinelearning machinelearningservice elasticinference
    neuron kiro appstudio quicksuite transform partyrock`,
  Analytics: `athena redshift redshiftserverless elasticmapreduce emr emrserverless emroneks kinesis kinesisanalytics
    kinesisanalytic managedserviceforapacheflink kinesisfirehose firehose datafirehose kinesisdatastreams
    quicksight glue gluedatabrew lakeformation opensearchservice opensearch opensearchserverless
    elasticsearchservice es elasticsearch cloudsearch dataexchange datapipeline datazone finspace cleanrooms
    managedstreamingforapachekafka managedstreamingforkafka msk msconnect managedstreamingforkafkaconnect
    entityresolution searchservices`,
  'Business Applications': `workmail workdocs workspaces workspacesapplications workspacesthinclient workspacesweb
    workspacessecurebrowser appstream appstream20 chime chimesdk chimevoiceconnector chimecallme chimedialin
    chimebusinesscalling connect connectcustomer connectcustomerprofiles contactcenterintelligence contactcentertelecommunications
    contactcentertelecommunicationsindia contactcentertelecommunicationskorea contactcentertelecommunicationssouthafrica
    honeycode alexaforbusiness wickr supplychain pinpoint enduservoice endusermessaging endusermessagingsms simpleemailservice ses
    appfabric quickresearch`,
  Compute: `elasticcomputecloud elasticcomputecloudcompute ec2 ec2other elasticcomputecloudother ec2instances
    lambda lambdaedge batch elasticbeanstalk lightsail fargate elasticcontainerservice ecs elasticcontainerserviceforkubernetes
    elastickubernetesservice eks ec2containerservice ec2containerregistry elasticcontainerregistry ecr
    elasticcontainerregistrypublic ecrpublic apprunner outposts outpostsrack snowfamilycompute
    stepfunctions states simpleworkflowservice swf serverlessapplicationrepository redhatopenshiftserviceonaws
    rosa redhatopenshift evs elasticvmwareservice vmwarecloudonaws parallelcomputingservice parallelcluster autoscaling 
    computesavingsplans savingsplansforawscomputeusage savingsplansforcomputeusage computesavingsplan ec2instancesavingsplans
    simspaceweaver gameliftservers gamelift gameliftstreams thinkboxdeadline deadlinecloud nitroenclaves localzones wavelength braket`,
  Databases: `relationaldatabaseservice rds aurora auroradsql dsql dynamodb dynamodbaccelerator dax elasticache
    documentdb documentdbwithmongodbcompatibility documentdbmongodbcompatibility docdb neptune neptuneanalytics keyspaces
    managedapachecassandraservice mcs keyspacesforapachecassandra timestream timestreamforinfluxdb quantumledgerdatabase qldb
    memorydb memorydbforredis simpledb sdb savingsplansforawsdatabaseusage databasesavingsplans simpledatabase`,
  'Developer Tools': `codebuild codecommit codedeploy codepipeline codestar codeartifact codecatalyst cloud9
    xray cloudshell faultinjectionsimulator faultinjectionservice fis corretto applicationcomposer
    infrastructurecomposer cloudcontrolapi devicefarmtools proton`,
  Identity: `keymanagementservice kms cognito cognitosync cognitouserpools directoryservice directoryservicedata
    identityandaccessmanagement iam iamaccessanalyzer accessanalyzer singlesignon iamidentitycenter identitycenter
    resourceaccessmanager verifiedpermissions clouddirectory signin`,
  Integration: `simplenotificationservice sns simplequeueservice sqs queueservice eventbridge cloudwatchevents events
    eventbridgepipes eventbridgescheduler mq appsync appflow b2bdatainterchange managedworkflowsforapacheairflow mwaa
    expressworkflows messaging`,
  'Internet of Things': `iot iotcore iotdevicemanagement iotdevicedefender iotanalytics iotevents iotsitewise
    iotthingsgraph iottwinmaker iotgreengrass greengrass iot1click iotfleetwise iotroborunner iotexpresslink
    freertos robomaker iotbutton iotmanagedintegrations groundstation kinesisvideo kinesisvideostreams`,
  'Management and Governance': `cloudwatch cloudwatchlogs cloudwatchsynthetics cloudtrail config cloudformation
    systemsmanager ssm opsworks opsworksstacks servicecatalog servicecatalogappregistry trustedadvisor organizations
    controltower budgets costexplorer costandusagereport dataexports billingconductor billingandcostmanagement
    computeoptimizer managedservices managedgrafana managedserviceforgrafana grafana managedserviceforprometheus
    managedprometheus prometheus health healthdashboard licensemanager launchwizard wellarchitectedtool resiliencehub
    resourceexplorer resourcegroups appconfig chatbot qdeveloperinchatapplications
    applicationautoscaling incidentmanager auditmanager artifact autoscalingplans 
    applicationrecoverycontroller route53applicationrecoverycontroller partnercentral usernotifications
    telconetworkbuilder supportapp`,
  Media: `elementalmediaconvert mediaconvert elementalmedialive medialive elementalmediapackage mediapackage elementalmediastore
    mediastore elementalmediatailor mediatailor elementalmediaconnect mediaconnect elementalappliancesandsoftware
    elastictranscoder interactivevideoservice ivs nimblestudio elementallink elementalinference`,
  Migration: `applicationmigrationservice mgn databasemigrationservice dms databasemigrationsvc applicationdiscoveryservice
    migrationhub migrationhubrefactorspaces migrationhubstrategyrecommendations mainframemodernization m2 servermigrationservice
    datasync transferfamily transfer snowball snowballextrajobs snowballedge snowmobile snowcone snowfamily importexport importexportsnowball
    applicationtransformation migrationacceleration`,
  Mobile: `amplify amplifyuibuilder devicefarm mobilehub mobileanalytics locationservice location pinpointmobile`,
  Networking: `virtualprivatecloud vpc vpclattice elasticloadbalancing elb elasticloadbalancer cloudfront route53 route53resolver
    registrar route53domains directconnect globalaccelerator transitgateway apigateway cloudmap servicediscovery appmesh
    privatelink vpn clientvpn sitetositevpn cloudwan networkmanager datatransfer private5g verifiedaccess vpcpeering
    integratedprivatewireless cloudfrontflatrateplans interconnect`,
  Security: `guardduty inspector inspectorv2 macie securityhub securitylake detective waf wafv2 shield firewallmanager
    networkfirewall secretsmanager certificatemanager acm privatecertificateauthority certificatemanagerprivatecertificateauthority
    cloudhsm fraudprevention paymentcryptography signer securityincidentresponse securityagent`,
  Storage: `simplestorageservice s3 glacier s3glacier simplestorageserviceglacier s3glacierdeeparchive glacierdeeparchive elasticfilesystem efs
    elasticblockstore ebs fsx fsxforlustre fsxforwindowsfileserver fsxforontap fsxforopenzfs backup storagegateway
    s3vectors s3tables elasticdisasterrecovery cloudendure cloudenduredisasterrecovery filecache s3onoutposts`,
  Web: `lightsailcdn managedblockchain sumerian`,
  Multicloud: `ekshybridnodes eksanywhere ecsanywhere systemsmanagerhybrid`,
};

// Peerbot in Azure: the bot's registration with the Teams channel, a place to run, a database, and the identity that
// all of them share. Its rights on private clouds and networks are given in rights.bicep, once per subscription.
targetScope = 'resourceGroup'

@description('Begins the names of everything that is made here.')
@minLength(3)
@maxLength(20)
param name string = 'peerbot'

param location string = resourceGroup().location

@description('A container image that runs "npm start" of this repository, for example contoso.azurecr.io/peerbot:0.1.0.')
param image string

@description('The login server of the registry that holds the image, where it asks for one; the identity needs AcrPull there.')
param registryServer string = ''

@description('The approval policy (YAML): who may look, ask and decide.')
@secure()
param policy string

@description('A PostgreSQL address that exists already. Left empty, a PostgreSQL Flexible Server is made.')
@secure()
param databaseUrl string = ''

@description('The password of the database administrator; only where the server is made here.')
@secure()
param databasePassword string = ''

@description('Subscriptions whose private clouds count. Empty: all that the identity sees.')
param subscriptions string[] = []

@description('Several replicas share the work through the database.')
@minValue(1)
@maxValue(10)
param replicas int = 1

var makesDatabase = empty(databaseUrl)
var port = 3978

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2022-10-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '${name}-network'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.250.0.0/23'] }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: '10.250.0.0/24'
          delegations: [{ name: 'apps', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: '10.250.1.0/28'
          delegations: [{ name: 'database', properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' } }]
        }
      }
    ]
  }

  resource appsSubnet 'subnets' existing = { name: 'apps' }
  resource databaseSubnet 'subnets' existing = { name: 'database' }
}

module database 'database.bicep' = if (makesDatabase) {
  name: '${name}-database'
  params: {
    name: name
    location: location
    password: databasePassword
    networkId: network.id
    subnetId: network::databaseSubnet.id
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    vnetConfiguration: { infrastructureSubnetId: network::appsSubnet.id }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      // Teams reaches the bot from the internet; the bot checks the token of every activity.
      ingress: { external: true, targetPort: port, transport: 'http', allowInsecure: false }
      registries: empty(registryServer) ? [] : [{ server: registryServer, identity: identity.id }]
      secrets: [
        {
          name: 'database-url'
          value: makesDatabase
            ? 'postgresql://peerbot:${uriComponent(databasePassword)}@${database.?outputs.?host ?? ''}:5432/peerbot?sslmode=verify-full'
            : databaseUrl
        }
        { name: 'policy', value: policy }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 30
      scale: { minReplicas: replicas, maxReplicas: replicas }
      volumes: [
        { name: 'policy', storageType: 'Secret', secrets: [{ secretRef: 'policy', path: 'peerbot.policy.yaml' }] }
      ]
      containers: [
        {
          name: 'peerbot'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          volumeMounts: [{ volumeName: 'policy', mountPath: '/policy' }]
          env: [
            { name: 'PORT', value: string(port) }
            { name: 'DATABASE_URL', secretRef: 'database-url' }
            { name: 'PEERBOT_POLICY', value: '/policy/peerbot.policy.yaml' }
            { name: 'PEERBOT_SUBSCRIPTIONS', value: join(subscriptions, ',') }
            { name: 'PEERBOT_PUBLIC_URL', value: 'https://${name}.${environment.properties.defaultDomain}' }
            { name: 'BOT_TYPE', value: 'UserAssignedMSI' }
            { name: 'BOT_ID', value: identity.properties.clientId }
            { name: 'BOT_TENANT_ID', value: identity.properties.tenantId }
            // The identity to use towards Azure, where an app could have several.
            { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
          ]
          probes: [
            { type: 'Startup', httpGet: { path: '/readyz', port: port }, periodSeconds: 2, failureThreshold: 60 }
            { type: 'Liveness', httpGet: { path: '/healthz', port: port }, periodSeconds: 10 }
            { type: 'Readiness', httpGet: { path: '/readyz', port: port }, periodSeconds: 5 }
          ]
        }
      ]
    }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Peerbot'
    description: 'Connects Azure VMware Solution private clouds, after approval.'
    endpoint: 'https://${app.properties.configuration.ingress.fqdn}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppTenantId: identity.properties.tenantId
    msaAppMSIResourceId: identity.id
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: { isEnabled: true }
  }
}

@description('For rights.bicep.')
output principalId string = identity.properties.principalId

@description('BOT_ID for "npm run package".')
output botId string = identity.properties.clientId

@description('PEERBOT_PUBLIC_URL for "npm run package".')
output publicUrl string = 'https://${app.properties.configuration.ingress.fqdn}'

// What Peerbot may do in one subscription that holds private clouds, and nothing beyond it. Deployed once for each.
// Microsoft docs: "Virtual network peering: permissions", and the resource provider operations of Microsoft.AVS.
targetScope = 'subscription'

@description('The principalId of the identity, from the outputs of main.bicep.')
param principalId string

@description('False: Peerbot answers questions about this subscription, and cannot connect anything in it.')
param mayConnect bool = true

resource reader 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, 'peerbot-reader')
  properties: {
    roleName: 'Peerbot Reader (${subscription().subscriptionId})'
    description: 'See private clouds, their virtual networks and peerings, and what would keep a peering from being made.'
    type: 'CustomRole'
    assignableScopes: [subscription().id]
    permissions: [
      {
        actions: [
          'Microsoft.Resources/subscriptions/read'
          'Microsoft.AVS/privateClouds/read'
          'Microsoft.Network/virtualNetworks/read'
          'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/read'
          'Microsoft.Network/privateEndpoints/read'
          'Microsoft.Authorization/locks/read'
          'Microsoft.Authorization/permissions/read'
        ]
        notActions: []
      }
    ]
  }
}

resource writer 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, 'peerbot-peering-writer')
  properties: {
    roleName: 'Peerbot Peering Writer (${subscription().subscriptionId})'
    description: 'Create, sync and delete virtual network peerings, and nothing else of a virtual network.'
    type: 'CustomRole'
    assignableScopes: [subscription().id]
    permissions: [
      {
        actions: [
          'Microsoft.Network/virtualNetworks/read'
          'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/read'
          'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write'
          'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/delete'
          // Asked for on the other side of each peering.
          'Microsoft.Network/virtualNetworks/peer/action'
          // To follow an operation to its end.
          'Microsoft.Network/locations/operations/read'
          'Microsoft.Network/locations/operationResults/read'
        ]
        notActions: []
      }
    ]
  }
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, principalId, 'peerbot-reader')
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: reader.id
  }
}

resource mayWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (mayConnect) {
  name: guid(subscription().id, principalId, 'peerbot-peering-writer')
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: writer.id
  }
}

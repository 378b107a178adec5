/** The first lines of help and of the greeting: what Peerbot is for, and what the reader may do. */

export const purpose =
  'I connect Azure VMware Solution Gen 2 private clouds by virtual network peering: planned and checked first, made only after approval, and proven afterwards.'

/** In channels and group chats the bot hears only messages that mention it (Microsoft docs: channel and group conversations). */
export const mentionMe = 'Mention me in front of what you type here.'

export function whatYouMay(may: { mayLook: boolean; mayRequest: boolean; mayApprove: boolean }): string {
  const { mayLook, mayRequest, mayApprove } = may
  if (mayRequest && mayApprove) return 'You may ask for connections, and approve those that others ask for.'
  if (mayRequest) return 'You may ask for connections; others approve them.'
  if (mayApprove) return 'You may look, and approve what others ask for.'
  if (mayLook) return 'You may look: status, clouds and requests.'
  return 'You have no access yet: ask whoever runs Peerbot to add you to the approval policy.'
}

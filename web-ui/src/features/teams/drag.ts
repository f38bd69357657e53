const KIND = 'application/x-jiebang-id'

/** Takes something by its id. */
export function take(event: DragEvent, id: string): void {
  event.dataTransfer?.setData(KIND, id)
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
}

/** Whether what hangs on the pointer is one of ours; says so to the browser, which then lets it be dropped. */
export function welcome(event: DragEvent): boolean {
  const ours = event.dataTransfer?.types.includes(KIND) ?? false
  if (ours) event.preventDefault()
  return ours
}

/** The id of what was dropped; blank if it is none of ours. */
export function dropped(event: DragEvent): string {
  event.preventDefault()
  return event.dataTransfer?.getData(KIND) ?? ''
}

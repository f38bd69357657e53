/** Often enough to see a number fall. */
export const LOOK_EVERY_MS = 3000

/** Why a start is not possible, in one sentence for whoever typed the command: no stack, exit status 1. */
export class CannotStart extends Error {}

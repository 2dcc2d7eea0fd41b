/** Calls about users in flight in one account. */
export const USERS_AT_A_TIME = 4;

/** How long IAM is given to agree with itself before a second look. */
export const MOMENT_MS = 1_500;

/** Something a measurement needs is not there; the message says what to do. */
export class Missing extends Error {}

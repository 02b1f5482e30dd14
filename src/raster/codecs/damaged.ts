/** What is wrong with a block's bytes, as the end of a sentence that begins "block … ". Callers name file and block. */
export class Damaged extends Error {}

/** Sound bytes that this machine cannot decode. */
export class Undecodable extends Error {}

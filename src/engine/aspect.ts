/**
 * What a layer shows of its image: 'pixels' themselves, or, as one band of that name, where they come from: 'date' of the
 * winner (whole days since 1970-01-01, UTC), 'margin' between winner and runner-up (in units of the quality, 0 where the tie
 * rule decides, masked where a single scene competes), 'scenes' that compete (a count). Margin and scenes need every scene.
 */
export type Aspect = 'pixels' | 'date' | 'margin' | 'scenes';
